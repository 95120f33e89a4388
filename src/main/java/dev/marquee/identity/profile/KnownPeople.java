package dev.marquee.identity.profile;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.identity.PersonJoined;
import dev.marquee.identity.Role;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.Standing;
import dev.marquee.platform.LiveNews;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.lanes.Entrance;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Who a token's subject is here and what the token is worth, remembered until somebody's standing changes anywhere, the
 * person signs out, or the time for it is over; makes the profile of a new person.
 */
@Component
public class KnownPeople implements LiveNews.Listener {

    private static final Duration MEMORY = Duration.ofSeconds(4);
    private static final int MOST = 100_000;

    private final AsyncCache<String, Known> memory =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(MOST).buildAsync();
    private final PersonQueries people;
    private final Standings standings;
    private final Outbox outbox;
    private final TransactionalOperator transactions;
    private final Lookups<String, Known> stored;

    KnownPeople(
            PersonQueries people,
            Standings standings,
            Outbox outbox,
            LiveNews news,
            LaneSettings lanes,
            TransactionalOperator transactions) {
        this.people = people;
        this.standings = standings;
        this.outbox = outbox;
        this.transactions = transactions;
        this.stored = new Lookups<>(lanes, people::bySubjects);
        news.listen(this);
    }

    @Override
    public void changed(String topic) {
        if (topic.equals(Standing.TOPIC)) {
            gap();
        } else if (SignIn.isTopic(topic)) {
            forget(SignIn.subjectOf(topic));
        }
    }

    @Override
    public void gap() {
        memory.synchronous().invalidateAll();
    }

    /** A person as the hot path needs it. */
    public record Known(PersonId id, String displayName, String email, Standing standing) {}

    /** The person of a token, from memory if possible; all who ask at the same time share one look-up. */
    public Mono<Known> find(Newcomer person) {
        Known remembered = memory.synchronous().getIfPresent(person.subject());
        return remembered != null
                ? Mono.just(remembered)
                : Mono.deferContextual(request -> Mono.fromFuture(
                        () -> memory.get(
                                person.subject(),
                                (subject, executor) -> lookUp(person)
                                        .contextWrite(Entrance.of(request))
                                        .toFuture()),
                        true));
    }

    /** What the roles of a person's token are worth now; what a newer token tells is kept. */
    public Mono<Set<Role>> rolesOf(Newcomer person, Known known, Set<Role> granted, Instant issuedAt) {
        Standing standing = known.standing();
        return standing.isOutdone(granted, issuedAt)
                ? standings
                        .told(known.id(), granted, issuedAt)
                        .doOnNext(kept -> forget(person.subject()))
                        .flatMap(kept -> kept
                                ? Mono.just(granted)
                                : find(person).map(now -> now.standing().worth(granted, issuedAt)))
                : Mono.just(standing.worth(granted, issuedAt));
    }

    void forget(String subject) {
        memory.synchronous().invalidate(subject);
    }

    private Mono<Known> lookUp(Newcomer person) {
        return stored.find(person.subject())
                .filter(known -> known.standing().barred() || known.email().equals(person.email()))
                .switchIfEmpty(Mono.defer(() -> transactions.transactional(welcome(person))));
    }

    /** Makes the profile, or brings the address of an existing one up to date. */
    private Mono<Known> welcome(Newcomer person) {
        return people.add(PersonId.next(), person)
                .flatMap(added -> outbox.add(
                                PersonJoined.TOPIC, new PersonJoined(added.id().value()))
                        .thenReturn(added))
                .switchIfEmpty(Mono.defer(() -> people.changeEmail(person.subject(), person.email())));
    }
}
