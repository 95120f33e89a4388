package dev.marquee.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;

import dev.marquee.dev.MarqueeTest;
import dev.marquee.identity.PersonJoined;
import dev.marquee.identity.Role;
import dev.marquee.identity.Standing;
import dev.marquee.platform.LiveNews;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.lanes.Entrance;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The first call of a new person, on several instances at once. */
@MarqueeTest
class FirstCallTests {

    private static final Standing UNTOLD = new Standing(false, Set.of(Role.USER), false, Instant.EPOCH, Set.of());

    @Autowired
    private PersonQueries people;

    @Autowired
    private Standings standings;

    @Autowired
    private LiveNews news;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transactions;

    @Autowired
    private DatabaseClient database;

    @Test
    void makesOneProfileAndOneAnnouncementHoweverManyCallsCome() {
        Newcomer person = newcomer();

        Set<PersonId> found = Flux.range(0, 20)
                .flatMap(call -> instance(outbox).find(person), 20)
                .map(KnownPeople.Known::id)
                .collect(Collectors.toSet())
                .blockOptional()
                .orElseThrow();

        assertThat(found).hasSize(1);
        assertThat(profiles(person)).isOne();
        assertThat(announcements(found.iterator().next())).isOne();
    }

    @Test
    void sharesOneLookUpWithinAnInstanceAndRemembersIt() {
        Newcomer person = newcomer();
        KnownPeople known = instance(outbox);
        PersonId id =
                known.find(person).map(KnownPeople.Known::id).blockOptional().orElseThrow();
        database.sql("update person set display_name = 'Changed behind its back' where subject = :subject")
                .bind("subject", person.subject())
                .then()
                .block();

        assertThat(known.find(person).block())
                .isEqualTo(new KnownPeople.Known(id, "Test Person", person.email(), UNTOLD));
        known.forget(person.subject());
        assertThat(known.find(person).map(KnownPeople.Known::displayName).block())
                .isEqualTo("Changed behind its back");
    }

    @Test
    void makesNoProfileWithoutTheAnnouncement() {
        Newcomer person = newcomer();
        Outbox broken = Mockito.mock(Outbox.class);
        Mockito.when(broken.add(any(), any())).thenReturn(Mono.error(new IllegalStateException("no outbox")));
        KnownPeople failing = instance(broken);

        assertThat(failing.find(person)
                        .thenReturn("found")
                        .onErrorReturn("failed")
                        .block())
                .isEqualTo("failed");
        assertThat(profiles(person)).isZero();
        assertThat(instance(outbox).find(person).block()).isNotNull();
    }

    @Test
    void bringsTheStoredAddressUpToDate() {
        Newcomer person = newcomer();
        KnownPeople.Known first = instance(outbox).find(person).blockOptional().orElseThrow();
        Newcomer moved = new Newcomer(person.subject(), "moved@marquee.test", person.displayName(), "en");

        KnownPeople.Known second = instance(outbox).find(moved).block();

        assertThat(second)
                .isEqualTo(new KnownPeople.Known(first.id(), first.displayName(), "moved@marquee.test", UNTOLD));
        assertThat(announcements(first.id())).isOne();
    }

    @Test
    void tellsWhereNewcomersWereLetInThatThereIsNoPlaceForThem() {
        KnownPeople crowded = instance(outbox, new LaneSettings(1, 1, 1));
        AtomicInteger told = new AtomicInteger();

        int refused = Flux.range(0, 20)
                .flatMap(
                        call -> crowded.find(newcomer())
                                .map(known -> 0)
                                .onErrorReturn(ApiError.class, 1)
                                .contextWrite(((Entrance) told::incrementAndGet)::in),
                        20)
                .reduce(Integer::sum)
                .blockOptional()
                .orElseThrow();

        assertThat(refused).isPositive();
        assertThat(told).hasValue(refused);
    }

    private KnownPeople instance(Outbox announcing) {
        return instance(announcing, new LaneSettings(2, 64, 4096));
    }

    private KnownPeople instance(Outbox announcing, LaneSettings lanes) {
        return new KnownPeople(people, standings, announcing, news, lanes, transactions);
    }

    private long announcements(PersonId person) {
        return database.sql("select count(*) from outbox where topic = :topic and payload ->> 'person' = :person")
                .bind("topic", PersonJoined.TOPIC)
                .bind("person", person.value().toString())
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private long profiles(Newcomer person) {
        return database.sql("select count(*) from person where subject = :subject")
                .bind("subject", person.subject())
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static Newcomer newcomer() {
        String subject = UUID.randomUUID().toString();
        return new Newcomer(subject, subject + "@marquee.test", "Test Person", "en");
    }
}
