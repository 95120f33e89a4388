package dev.marquee.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** What a plan allows and what it refuses. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PlanLimitTests {

    private final DatabaseClient database;
    private final PlanDesk plans;
    private final HttpGraphQlTester organizer;
    private final EventDesk desk;

    PlanLimitTests(Api api, DatabaseClient database) {
        this.database = database;
        this.plans = new PlanDesk(api.as(TestTokens.admin().signed()));
        this.organizer = api.as(TestTokens.organizer().signed());
        this.desk = new EventDesk(organizer);
    }

    @Test
    void countsTheEventsOfAnOrganizerOnAPlan() {
        String plan = plans.plan("eventsPerOrganizer", 2);
        String first = desk.draft(input(plan, 100));
        String second = desk.published(input(plan, 100), 1000);
        reached(desk.call("create", input(plan, 100)), "EVENTS_PER_ORGANIZER", 2, 2, plan);

        desk.draft(input(plans.plan("eventsPerOrganizer", 1), 100));
        desk.succeed("delete", Map.of("eventId", first));
        String third = desk.draft(input(plan, 100));
        desk.succeed("cancel", Map.of("eventId", second, "reason", "Rain"));
        desk.draft(input(plan, 100));

        end(third);
        desk.draft(input(plan, 100));
        reached(
                desk.call("update", Map.of("eventId", third, "endsAt", "2090-01-01T00:00:00Z")),
                "EVENTS_PER_ORGANIZER",
                2,
                2,
                plan);
    }

    private void end(String event) {
        database.sql("update event set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' "
                        + "where id = :id")
                .bind("id", EventId.of(event).value())
                .then()
                .block();
    }

    @Test
    void countsTheTicketsOnOfferForAnEvent() {
        String plan = plans.plan("ticketsPerEvent", 100);
        String event = desk.draft(input(plan, 500));
        String type = desk.ticketType(event, 1000, 60);
        reached(desk.tryTicketType(event, 1000, 41), "TICKETS_PER_EVENT", 100, 60, plan);
        desk.ticketType(event, 1000, 40);

        reached(update(type, 61), "TICKETS_PER_EVENT", 100, 100, plan);
        success(update(type, 30));
        success(update(type, 60));
    }

    @Test
    void countsNoMoreTicketsThanTheEventHasPlaces() {
        String plan = plans.plan("ticketsPerEvent", 100);
        String event = desk.draft(input(plan, 100));
        desk.ticketType(event, 1000, 100);
        desk.ticketType(event, 1500, 100);

        reached(desk.call("update", Map.of("eventId", event, "capacity", 101)), "TICKETS_PER_EVENT", 100, 100, plan);
        desk.succeed("update", Map.of("eventId", event, "capacity", 99));
        desk.succeed("update", Map.of("eventId", event, "capacity", 100));
        desk.succeed("publish", Map.of("eventId", event));
    }

    @Test
    void publishesNothingThatIsBeyondThePlanByNow() {
        String plan = plans.plan("ticketsPerEvent", 100);
        String event = desk.draft(input(plan, 100));
        String type = desk.ticketType(event, 1000, 100);
        plans.call("update", Map.of("planId", plan, "ticketsPerEvent", 50));

        reached(desk.call("publish", Map.of("eventId", event)), "TICKETS_PER_EVENT", 50, 100, plan);
        success(update(type, 90));
        success(update(type, 50));
        desk.succeed("publish", Map.of("eventId", event));
    }

    @Test
    void limitsNothingWithoutALimit() {
        String event = desk.draft(input(plans.plan(PlanDesk.input()), 1_000_000));
        desk.ticketType(event, 0, 1_000_000);
        desk.succeed("publish", Map.of("eventId", event));
    }

    private static Map<String, Object> input(String plan, int capacity) {
        Map<String, Object> input = EventDesk.input("Limited " + UUID.randomUUID());
        input.put("planId", plan);
        input.put("capacity", capacity);
        return input;
    }

    private GraphQlTester.Response update(String type, int quantity) {
        return organizer
                .document("""
                        mutation($input: UpdateTicketTypeInput!) { result: updateTicketType(input: $input) {
                          __typename ... on Refusal { code message }
                          ... on PlanLimitReached { kind limit used plan { id } } } }
                        """)
                .variable("input", Map.of("ticketTypeId", type, "quantity", quantity))
                .execute();
    }

    private static void success(GraphQlTester.Response response) {
        response.path("result.__typename")
                .entity(String.class)
                .satisfies(type -> assertThat(type).endsWith("Success"));
    }

    private static void reached(GraphQlTester.Response response, String kind, int limit, int used, String plan) {
        response.path("result.code").entity(String.class).isEqualTo("PLAN_LIMIT_REACHED");
        response.path("result.kind").entity(String.class).isEqualTo(kind);
        response.path("result.limit").entity(Integer.class).isEqualTo(limit);
        response.path("result.used").entity(Integer.class).isEqualTo(used);
        response.path("result.plan.id").entity(String.class).isEqualTo(plan);
    }
}
