package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.People;
import dev.marquee.identity.people.PeopleDesk;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a team can do with the event of an organizer who is shut out. */
@MarqueeTest
class InactiveOrganizerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken organizer = TestTokens.organizer();
    private final TestToken manager = TestTokens.user();
    private final String administrator = TestTokens.admin().signed();

    @Autowired
    private Api api;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    @Test
    void cannotPutItOnSaleAgainBeforeTheOrganizerIsBack() {
        String event = event();
        PeopleDesk people = new PeopleDesk(api, administrator);
        String suspended = people.id(organizer);

        people.call(
                "suspendUser",
                Map.of("userId", suspended, "reason", "Sells nothing but air.", "takeEventsOffSale", true));
        await().atMost(PATIENCE).until(() -> status(event).equals("DRAFT"));
        managing().refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");
        new EventDesk(api.as(administrator)).refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");

        people.reinstate(suspended);
        managing().succeed("publish", Map.of("eventId", event));
    }

    @Test
    void cannotPutItOnSaleAgainAfterTheOrganizerHasLeft() {
        String event = event();
        api.as(organizer.signed())
                .document("mutation($email: String!) { deleteMyAccount(input: {email: $email}) { __typename } }")
                .variable("email", organizer.subject() + "@marquee.test")
                .execute()
                .path("deleteMyAccount.__typename")
                .entity(String.class)
                .isEqualTo("DeleteMyAccountSuccess");
        managing().refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");
        assertThat(wordOfTakingOff()).isOne();
    }

    @Test
    void cannotBecomeTheirsWhoAreShutOut() {
        String event = event();
        PeopleDesk people = new PeopleDesk(api, administrator);
        String suspended = people.id(manager);
        TeamDesk owning = new TeamDesk(api.as(organizer.signed()));

        people.suspend(suspended);
        owning.transfer(event, suspended, null)
                .path("result.code")
                .entity(String.class)
                .isEqualTo("ORGANIZER_INACTIVE");
        people.reinstate(suspended);
        assertThat(TeamDesk.outcome(owning.transfer(event, suspended, null))).isEqualTo("TransferOwnershipSuccess");
    }

    /** Whether what is published while an account is deleted is taken off sale afterwards. */
    private long wordOfTakingOff() {
        return database.sql("""
                        select count(*) as word from outbox o join person p on p.id = (o.payload ->> 'person')::uuid
                        where o.topic = 'identity.organizer-suspended' and p.subject = :subject
                        """)
                .bind("subject", organizer.subject())
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    /** So that a suspension takes off what is published at the same time. */
    @Test
    void isSuspendedAfterWhatIsBeingPublishedIsOnSale() {
        assertThat(suspendedWithin(person -> people.isActive(person))).isFalse();
    }

    /** The negative control: who only reads the person holds nobody up. */
    @Test
    void isSuspendedMeanwhileWithoutTheLock() {
        assertThat(suspendedWithin(person -> people.byIds(List.of(person)))).isTrue();
    }

    /** Whether a suspension comes to an end while a transaction goes on that has looked at the person. */
    private boolean suspendedWithin(Function<PersonId, Mono<?>> look) {
        PeopleDesk desk = new PeopleDesk(api, administrator);
        String id = desk.id(organizer);
        CountDownLatch looked = new CountDownLatch(1);
        Sinks.Empty<Void> end = Sinks.empty();
        CompletableFuture<?> publishing = look.apply(PersonId.of(id))
                .doOnNext(found -> looked.countDown())
                .then(end.asMono())
                .as(transactions::transactional)
                .toFuture();
        await().atMost(PATIENCE).until(() -> looked.getCount() == 0);
        CompletableFuture<?> suspension = CompletableFuture.runAsync(() -> desk.suspend(id));
        await().atMost(PATIENCE).until(() -> suspension.isDone() || isWaiting());
        boolean suspended = suspension.isDone();
        end.tryEmitEmpty();
        CompletableFuture.allOf(publishing, suspension).join();
        return suspended;
    }

    private boolean isWaiting() {
        return database.sql("""
                        select count(*) > 0 as waiting from pg_stat_activity
                        where wait_event_type = 'Lock' and query like 'update person set suspended_at%'
                        """).mapValue(Boolean.class).one().blockOptional().orElseThrow();
    }

    /** On sale, and with a manager. */
    private String event() {
        EventDesk desk = new EventDesk(api.as(organizer.signed()));
        Map<String, Object> input = EventDesk.input("Night " + UUID.randomUUID());
        input.put("planId", SeededPlan.PROFESSIONAL.id().toString());
        String event = desk.published(input, 1000);
        String invitation =
                new TeamDesk(api.as(organizer.signed())).invited(event, manager.subject() + "@marquee.test", "MANAGER");
        new TeamDesk(api.as(manager.signed())).accepted(invitation);
        return event;
    }

    private EventDesk managing() {
        return new EventDesk(api.as(manager.signed()));
    }

    private String status(String event) {
        return api.as(manager.signed())
                .document("query($id: ID!) { node(id: $id) { ... on Event { status } } }")
                .variable("id", event)
                .execute()
                .path("node.status")
                .entity(String.class)
                .get();
    }
}
