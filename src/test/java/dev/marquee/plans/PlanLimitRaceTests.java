package dev.marquee.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Organizers who use up a plan in several places at once. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PlanLimitRaceTests {

    private static final int AT_ONCE = 12;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final PlanDesk plans;
    private final EventDesk desk;

    PlanLimitRaceTests(Api api, DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
        this.plans = new PlanDesk(api.as(TestTokens.admin().signed()));
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    @Test
    void createsNoEventBeyondThePlan() {
        String plan = plans.plan("eventsPerOrganizer", 3);

        List<String> outcomes = rush(() -> desk.call("create", input(plan, 100))
                .path("result.__typename")
                .entity(String.class)
                .get());

        assertThat(outcomes).filteredOn("CreateEventSuccess"::equals).hasSize(3);
        assertThat(outcomes).filteredOn("PlanLimitReached"::equals).hasSize(AT_ONCE - 3);
    }

    @Test
    void offersNoTicketBeyondThePlan() {
        String event = desk.draft(input(plans.plan("ticketsPerEvent", 100), 1000));

        rush(() -> desk.tryTicketType(event, 0, 30)
                .path("result.__typename")
                .entity(String.class)
                .get());

        assertThat(offered(event)).isEqualTo(90);
    }

    @Test
    void offersNoTicketBeyondThePlanWhileTheEventGrows() {
        String event = desk.draft(input(plans.plan("ticketsPerEvent", 100), 100));
        desk.ticketType(event, 1000, 60);

        IntStream.range(0, 10)
                .forEach(round -> rush(List.of(
                        () -> desk.tryTicketType(event, 0, 60)
                                .path("result.__typename")
                                .entity(String.class)
                                .get(),
                        () -> desk.call("update", Map.of("eventId", event, "capacity", 1000))
                                .path("result.__typename")
                                .entity(String.class)
                                .get())));

        assertThat(Math.min(capacity(event), offered(event))).isLessThanOrEqualTo(100);
    }

    /** The negative control: whoever counts first and writes then, without the lock, passes the limit. */
    @Test
    void passesTheLimitWithoutTheLock() {
        String event = desk.draft(input(plans.plan("ticketsPerEvent", 100), 1000));

        Flux.range(0, AT_ONCE).flatMap(i -> naively(EventId.of(event)), AT_ONCE).blockLast();

        assertThat(offered(event)).isGreaterThan(100);
    }

    private Mono<Boolean> naively(EventId event) {
        return database.sql("select coalesce(sum(quantity), 0) <= 70 as room, pg_sleep(0.1) from ticket_type "
                        + "where event_id = :event")
                .bind("event", event.value())
                .map(row -> Boolean.TRUE.equals(row.get("room", Boolean.class)))
                .one()
                .filter(room -> room)
                .flatMap(room -> database.sql("""
                                insert into ticket_type (id, event_id, name, price, currency, quantity, max_per_order,
                                  position) values (:id, :event, 'Entry', 0, 'EUR', 30, 10, 0)""")
                        .bind("id", TicketTypeId.next().value())
                        .bind("event", event.value())
                        .then()
                        .thenReturn(true))
                .as(transactions::transactional);
    }

    private List<String> rush(Callable<String> task) {
        return rush(IntStream.range(0, AT_ONCE).mapToObj(i -> task).toList());
    }

    private static List<String> rush(List<Callable<String>> tasks) {
        return Objects.requireNonNull(Flux.fromIterable(tasks)
                .flatMap(task -> Mono.fromCallable(task).subscribeOn(Schedulers.boundedElastic()), tasks.size())
                .collectList()
                .block());
    }

    private int offered(String event) {
        return number("select sum(quantity)::int from ticket_type where event_id = :event", event);
    }

    private int capacity(String event) {
        return number("select capacity from event where id = :event", event);
    }

    private int number(String sql, String event) {
        return Objects.requireNonNull(database.sql(sql)
                .bind("event", EventId.of(event).value())
                .mapValue(Integer.class)
                .one()
                .block());
    }

    private static Map<String, Object> input(String plan, int capacity) {
        Map<String, Object> input = EventDesk.input("Rushed " + UUID.randomUUID());
        input.put("planId", plan);
        input.put("capacity", capacity);
        return input;
    }
}
