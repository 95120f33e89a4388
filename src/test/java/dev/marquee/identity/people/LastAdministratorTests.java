package dev.marquee.identity.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.PersonId;
import dev.marquee.ticketing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Somebody is always left to run the platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastAdministratorTests {

    private static final int ROUNDS = 10;

    private final RunningMarquee marquee = RunningMarquee.start(TestServices.freshDatabase(), Map.of());
    private final TestToken ann = TestTokens.admin();
    private final TestToken bob = TestTokens.admin();

    @AfterAll
    void stop() {
        marquee.close();
    }

    @Test
    void leavesOneOfTwoWhoSuspendEachOtherAtOnce() throws InterruptedException {
        String annId = desk(ann).id(ann);
        refused(desk(ann).suspend(annId));
        refused(desk(ann).call("revokeRole", Map.of("userId", annId, "role", "ADMIN")));
        String bobId = desk(bob).id(bob);

        for (int round = 0; round < ROUNDS; round++) {
            race(() -> desk(ann).suspend(bobId), () -> desk(bob).suspend(annId));

            List<TestToken> left = Stream.of(ann, bob)
                    .filter(admin -> desk(admin).statusOf(admin.signed()) == 200)
                    .toList();
            assertThat(left).hasSize(1);
            TestToken survivor = left.getFirst();
            desk(survivor).reinstate(survivor == ann ? bobId : annId);
        }
    }

    @Test
    void wouldLeaveNobodyWithoutTheLock() {
        DatabaseClient database = TestDatabase.client();
        UserStore store = new UserStore(database);
        PersonId one = administrator(database);
        PersonId other = administrator(database);

        CountDownLatch looked = new CountDownLatch(2);
        Mono.when(suspendLooking(store, one, other, looked), suspendLooking(store, other, one, looked))
                .block();

        assertThat(store.isAdministrator(one).block()).isFalse();
        assertThat(store.isAdministrator(other).block()).isFalse();
    }

    /** Suspends one administrator after seeing that another one is left, as the use case does but for the lock. */
    private static Mono<User> suspendLooking(UserStore store, PersonId one, PersonId by, CountDownLatch looked) {
        TransactionalOperator transactions = TestDatabase.transactions();
        return store.isAdministrator(by)
                .filter(left -> left)
                .delayUntil(left -> Mono.fromCallable(() -> {
                            looked.countDown();
                            looked.await();
                            return true;
                        })
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(left -> store.suspend(one, "A race.", by, Instant.now()))
                .as(transactions::transactional);
    }

    private static PersonId administrator(DatabaseClient database) {
        PersonId id = PersonId.next();
        database.sql("""
                        insert into person (id, subject, email, display_name, roles)
                        values (:id, :subject, '', 'Admin', '{USER,ADMIN}')""")
                .bind("id", id.value())
                .bind("subject", UUID.randomUUID().toString())
                .then()
                .block();
        return id;
    }

    private static void race(Runnable one, Runnable other) throws InterruptedException {
        Thread first = Thread.ofVirtual().start(() -> quietly(one));
        Thread second = Thread.ofVirtual().start(() -> quietly(other));
        first.join();
        second.join();
    }

    /** Whoever loses the race may be shut out before the call is taken in. */
    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (AssertionError | RuntimeException shutOut) {
            assertThat(shutOut).hasMessageContaining("403");
        }
    }

    private static void refused(GraphQlTester.Response response) {
        response.path("result.code").entity(String.class).isEqualTo("LAST_ADMINISTRATOR");
    }

    private PeopleDesk desk(TestToken admin) {
        return new PeopleDesk(marquee.api(), admin.signed());
    }
}
