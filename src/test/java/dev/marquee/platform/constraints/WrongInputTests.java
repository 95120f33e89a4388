package dev.marquee.platform.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Which field the error names when a value cannot be read. */
@MarqueeTest
class WrongInputTests {

    private static final String UPDATE =
            "mutation($value: UpdateEventInput!) { updateEvent(input: $value) { __typename } }";
    private static final String EVENTS = "query($value: EventFilter) { events(filter: $value) { totalCount } }";
    private static final String PLACE =
            "mutation($value: PlaceOrderInput!) { placeOrder(input: $value) { __typename } }";
    private static final String EVENT = "evt_01h455vb4pex5vsknk084sn02q";

    @Autowired
    private Api api;

    static Stream<Arguments> variables() {
        return Stream.of(
                arguments(UPDATE, Map.of("eventId", EVENT, "startsAt", "tomorrow"), "input.startsAt"),
                arguments(UPDATE, Map.of("eventId", EVENT, "startsAt", 7), "input.startsAt"),
                arguments(UPDATE, Map.of("eventId", List.of(EVENT)), "input.eventId"),
                arguments(UPDATE, Map.of("title", "No event"), "input.eventId"),
                arguments(UPDATE, Map.of("eventId", EVENT, "titel", "Misspelt"), "input.titel"),
                arguments(UPDATE, Map.of("eventId", EVENT, "venue", "Hall"), "input.venue"),
                arguments(UPDATE, Map.of("eventId", EVENT, "timeZone", "Mars/Base"), "input.timeZone"),
                arguments(EVENTS, Map.of("price", Map.of("currency", "EUR", "max", 1.5)), "filter.price.max"),
                arguments(EVENTS, Map.of("text", 1), "filter.text"),
                arguments(EVENTS, Map.of("price", Map.of("currency", "BTC")), "filter.price.currency"),
                arguments(
                        "query($value: Long) { events(filter: {price: {currency: \"EUR\", max: $value}}) { totalCount } }",
                        "99999999999999999999",
                        "filter.price.max"),
                arguments("query($value: Int) { events(first: $value) { totalCount } }", "many", "first"),
                arguments("query($value: EventOrder) { events(orderBy: $value) { totalCount } }", "PRICE", "orderBy"),
                arguments("query($value: ID!) { nodes(ids: [\"" + EVENT + "\", $value]) { id } }", true, "ids[1]"),
                arguments("query($value: [ID!]!) { nodes(ids: $value) { id } }", Arrays.asList(EVENT, null), "ids[1]"),
                arguments("query($value: [ID!]!) { nodes(ids: $value) { id } }", List.of(EVENT, "12"), "ids[1]"),
                arguments("query($value: ID!) { order(id: $value) { id } }", EVENT, "id"),
                arguments(
                        "query($value: ID!) { ...event } fragment event on Query { node(id: $value) { id } }",
                        1.5,
                        "id"),
                arguments("query($value: Boolean!) { categories { id @include(if: $value) } }", "yes", "if"),
                arguments(PLACE, order("evt_12", "tty_01h455vb4pex5vsknk084sn02q", 1), "input.eventId"),
                arguments(PLACE, order(EVENT, EVENT, 1), "input.lines[0].ticketTypeId"),
                arguments(PLACE, order(EVENT, EVENT, "one"), "input.lines[0].quantity"));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void namesTheFieldThatAVariableWasMeantFor(String document, Object value, String field) {
        wrong(
                api.as(TestTokens.organizer().signed())
                        .document(document)
                        .variable("value", value)
                        .execute(),
                field);
    }

    static Stream<Arguments> literals() {
        return Stream.of(
                arguments(
                        "mutation { updateEvent(input: {eventId: \"" + EVENT
                                + "\", startsAt: \"tomorrow\"}) { __typename } }",
                        "input.startsAt"),
                arguments("mutation { updateEvent(input: {eventId: true}) { __typename } }", "input.eventId"),
                arguments(
                        "{ events(filter: {price: {currency: \"EUR\", max: 1.5}}) { totalCount } }",
                        "filter.price.max"),
                arguments(
                        "{ events(filter: {price: {currency: \"EUR\", max: 99999999999999999999}}) { totalCount } }",
                        "filter.price.max"),
                arguments("{ events(orderBy: PRICE) { totalCount } }", "orderBy"),
                arguments("{ nodes(ids: [\"" + EVENT + "\", 1.5]) { id } }", "ids[1]"),
                arguments("{ nodes(ids: [\"" + EVENT + "\", \"12\"]) { id } }", "ids[1]"),
                arguments("{ order(id: \"" + EVENT + "\") { id } }", "id"),
                arguments(
                        "mutation { placeOrder(input: {eventId: \"" + EVENT + "\", idempotencyKey: \"12345678\","
                                + " lines: [{ticketTypeId: \"" + EVENT + "\", quantity: 1}]}) { __typename } }",
                        "input.lines[0].ticketTypeId"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void namesTheFieldOfALiteral(String document, String field) {
        wrong(api.as(TestTokens.organizer().signed()).document(document).execute(), field);
    }

    @Test
    void saysWhatIsWrongWithAVariable() {
        api.anonymous()
                .document(UPDATE)
                .variable("value", Map.of("eventId", EVENT, "startsAt", "tomorrow"))
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors.getFirst().getMessage())
                        .isEqualTo("'input.startsAt' is not a valid 'DateTime' - 'tomorrow' is no DateTime."));
    }

    private static Map<String, Object> order(String event, String ticketType, Object quantity) {
        return Map.of(
                "eventId",
                event,
                "idempotencyKey",
                "12345678",
                "lines",
                List.of(Map.of("ticketTypeId", ticketType, "quantity", quantity)));
    }

    private static void wrong(GraphQlTester.Response response, String field) {
        response.errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                    assertThat(error.getExtensions())
                            .containsEntry("code", "BAD_USER_INPUT")
                            .containsEntry("field", field);
                    assertThat(error.getMessage()).doesNotContain("Value{");
                }));
    }
}
