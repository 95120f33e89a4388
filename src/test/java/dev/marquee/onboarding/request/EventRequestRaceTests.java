package dev.marquee.onboarding.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventRequestId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Administrators who decide about one request at the same time. */
@MarqueeTest
class EventRequestRaceTests {

    private static final int ADMINS = 6;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Test
    void oneDecisionWins() {
        for (int round = 0; round < 5; round++) {
            String title = "Race " + UUID.randomUUID();
            String id = new RequestDesk(api.as(TestTokens.user().signed())).requested(title, null);

            List<String> outcomes = Objects.requireNonNull(Flux.fromStream(
                            IntStream.range(0, ADMINS).boxed())
                    .flatMap(
                            admin ->
                                    Mono.fromCallable(() -> decide(id, admin)).subscribeOn(Schedulers.boundedElastic()),
                            ADMINS)
                    .collectList()
                    .block());

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.endsWith("Success"))
                    .hasSize(1);
            assertThat(outcomes).filteredOn("AlreadyDecided"::equals).hasSize(ADMINS - 1);
            assertThat(count("select count(*) from event where title = :title", title))
                    .isEqualTo(outcomes.contains("ApproveEventRequestSuccess") ? 1 : 0);
            assertThat(transitions(id)).isEqualTo(2);
        }
    }

    /** The negative control: who reads first and writes then, without the lock, decides though another one has. */
    @Test
    void decidesSeveralTimesWithoutTheLock() {
        String id = new RequestDesk(api.as(TestTokens.user().signed())).requested("Race " + UUID.randomUUID(), null);
        CyclicBarrier allHaveRead = new CyclicBarrier(2);

        Flux.range(0, 2).flatMap(admin -> naively(id, allHaveRead), 2).blockLast();

        assertThat(transitions(id)).isEqualTo(3);
    }

    private String decide(String id, int admin) {
        RequestDesk desk = new RequestDesk(api.as(TestTokens.admin().signed()));
        return RequestDesk.outcome(admin % 2 == 0 ? desk.approve(id, java.util.Map.of()) : desk.reject(id, "No room."));
    }

    private Mono<Void> naively(String id, CyclicBarrier allHaveRead) {
        UUID request = EventRequestId.of(id).value();
        return database.sql("select status = 'PENDING' as pending from event_request where id = :id")
                .bind("id", request)
                .mapValue(Boolean.class)
                .one()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(pending -> await(allHaveRead))
                .filter(pending -> pending)
                .flatMap(pending -> database.sql("""
                                with tick as (
                                  update event_request_clock set revision = revision + 1 returning revision)
                                insert into event_request_transition
                                  (request_id, revision, from_status, to_status, person_id, at)
                                select r.id, tick.revision, 'PENDING', 'REJECTED', r.requester_id, now()
                                from event_request r, tick where r.id = :id
                                """).bind("id", request).then());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private long transitions(String id) {
        return Objects.requireNonNull(
                database.sql("select count(*) from event_request_transition where request_id = :id")
                        .bind("id", EventRequestId.of(id).value())
                        .mapValue(Long.class)
                        .one()
                        .block());
    }

    private long count(String sql, String title) {
        return Objects.requireNonNull(database.sql(sql)
                .bind("title", title)
                .mapValue(Long.class)
                .one()
                .block());
    }
}
