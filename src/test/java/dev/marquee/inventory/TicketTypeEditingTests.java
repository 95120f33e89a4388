package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What organizers may not do to the ticket types of an event. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TicketTypeEditingTests {

    private static final int MOST = 100;

    private final DatabaseClient database;
    private final HttpGraphQlTester organizer;
    private final EventDesk desk;
    private final String title = "Types " + UUID.randomUUID();

    TicketTypeEditingTests(Api api, DatabaseClient database) {
        this.database = database;
        this.organizer = api.as(TestTokens.organizer().signed());
        this.desk = new EventDesk(organizer);
    }

    @Test
    void keepsAVisibleTicketTypeWhileTheEventIsPublished() {
        String event = desk.draft(title);
        String first = desk.ticketType(event, 1000, 10);
        String second = desk.ticketType(event, 1000, 10);
        desk.succeed("publish", Map.of("eventId", event));

        assertThat(hide(first)).isEqualTo("UpdateTicketTypeSuccess");
        assertThat(hide(second)).isEqualTo("NothingToSell");
        assertThat(delete(second)).isEqualTo("NothingToSell");
        assertThat(delete(first)).isEqualTo("DeleteTicketTypeSuccess");

        desk.succeed("unpublish", Map.of("eventId", event));
        assertThat(hide(second)).isEqualTo("UpdateTicketTypeSuccess");
        assertThat(delete(second)).isEqualTo("DeleteTicketTypeSuccess");
    }

    @Test
    void holdsAnEventToAHundredTicketTypesHoweverManyAreAddedAtOnce() {
        String event = desk.draft(title);
        fill(event, MOST - 2);

        Flux.range(0, 6)
                .flatMap(i -> Mono.fromCallable(() -> add(input(event))).subscribeOn(Schedulers.boundedElastic()))
                .blockLast();

        assertThat(ticketTypes(event)).isEqualTo(MOST);
        add(input(event))
                .errors()
                .satisfy(errors -> assertThat(errors.getFirst().getExtensions())
                        .containsEntry("code", "BAD_USER_INPUT")
                        .containsEntry("field", "input.eventId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxPerOrder", "hidden"})
    void rejectsNullWhereThereIsADefault(String field) {
        String event = desk.draft(title);
        Map<String, @Nullable Object> input = new HashMap<>(input(event));
        input.put(field, null);
        add(input).errors().satisfy(errors -> assertThat(errors).isNotEmpty());
        assertThat(ticketTypes(event)).isZero();
    }

    private String hide(String type) {
        return outcome("update", "UpdateTicketTypeInput", Map.of("ticketTypeId", type, "hidden", true));
    }

    private String delete(String type) {
        return outcome("delete", "DeleteTicketTypeInput", Map.of("ticketTypeId", type));
    }

    private String outcome(String verb, String inputType, Map<String, Object> input) {
        return organizer
                .document("mutation($input: %s!) { result: %sTicketType(input: $input) { __typename } }"
                        .formatted(inputType, verb))
                .variable("input", input)
                .execute()
                .path("result.__typename")
                .entity(String.class)
                .get();
    }

    private Response add(Map<String, ? extends @Nullable Object> input) {
        return organizer
                .document("mutation($input: CreateTicketTypeInput!) { createTicketType(input: $input) { __typename } }")
                .variable("input", input)
                .execute();
    }

    private static Map<String, Object> input(String event) {
        return Map.of("eventId", event, "name", "Entry", "price", 1000, "quantity", 1);
    }

    private void fill(String event, int types) {
        database.sql("""
                        insert into ticket_type (id, event_id, name, price, currency, quantity, max_per_order, position)
                        select gen_random_uuid(), :event, 'Entry', 1000, 'EUR', 1, 10, n from generate_series(1, :types) n
                        """)
                .bind("event", EventId.of(event).value())
                .bind("types", types)
                .then()
                .block();
    }

    private int ticketTypes(String event) {
        return organizer
                .document("query($id: ID!) { node(id: $id) { ... on Event { ticketTypes { id } } } }")
                .variable("id", event)
                .execute()
                .path("node.ticketTypes")
                .entityList(Object.class)
                .get()
                .size();
    }
}
