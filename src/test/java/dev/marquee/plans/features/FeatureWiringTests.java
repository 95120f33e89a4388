package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.identity.EventLookup;
import dev.marquee.identity.EventOwned;
import dev.marquee.plans.Feature;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What {@code @feature} must say for a schema to start. */
class FeatureWiringTests {

    private static final String SCHEMA = """
            directive @feature(all: [Feature!]! = [], any: [Feature!]! = [], event: String!, when: String) on FIELD_DEFINITION
            enum Feature { TICKETING ANALYTICS REPORTS }
            enum Kind { LARGE SMALL }
            input Input { eventId: ID! loose: ID kind: Kind }
            type Query { fine: Int }
            type Event { id: ID! name: String! }
            interface Dated { eventId: ID! }
            """;

    private final FeatureWiring wiring = wiring();

    @ParameterizedTest
    @ValueSource(strings = {"", "missing", "loose", "input", "input.loose", "input.missing", "optional.eventId", "id"})
    void refusesPathThatNamesNoRequiredId(String path) {
        assertThatThrownBy(() -> start("""
                        extend type Query { field(eventId: ID!, loose: ID, input: Input!, optional: Input): Int
                          @feature(all: [TICKETING], event: "%s") }
                        """.formatted(path)))
                .hasMessageContaining("Query.field")
                .hasMessageContaining("@feature(event:) names no argument of type ID! that is always given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "kind",
                "kind=",
                "kind=HUGE",
                "kind=LARGE=",
                "eventId=LARGE",
                "input=LARGE",
                "loose.kind=LARGE"
            })
    void refusesConditionThatNamesNoValueOfAnEnum(String condition) {
        assertThatThrownBy(() -> start(conditional(condition)))
                .hasMessageContaining("Query.field: \"" + condition + "\" of @feature(when:) names no argument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=LARGE", "input.kind=SMALL", "optional.kind=SMALL"})
    void takesConditionThatNamesAValueOfAnEnum(String condition) {
        assertThatCode(() -> start(conditional(condition))).doesNotThrowAnyException();
    }

    private static String conditional(String condition) {
        return """
                extend type Query { field(eventId: ID!, kind: Kind!, loose: ID, input: Input!, optional: Input): Int
                  @feature(all: [REPORTS], event: "eventId", when: "%s") }
                """.formatted(condition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "input.eventId"})
    void takesPathOfRequiredId(String path) {
        assertThatCode(() -> start("""
                        extend type Query { field(eventId: ID!, input: Input!): Int
                          @feature(any: [ANALYTICS, REPORTS], event: "%s") }
                        """.formatted(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id", "eventId", "name", "event", "event.name", "event.id.more", "events.id", "maybe"})
    void refusesPathThatNamesNoEventOfTheParent(String path) {
        assertThatThrownBy(() -> start("""
                        type Part { id: ID! name: String! event: Event! events: [Event!]! maybe: ID
                          secret: Int @feature(all: [REPORTS], event: "%s") }
                        """.formatted(path)))
                .hasMessageContaining("Part.secret")
                .hasMessageContaining("@feature(event:) names no id of an event in its parent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "event.id"})
    void takesPathOfTheParentsEvent(String path) {
        assertThatCode(() -> start("""
                        type Part { eventId: ID! event: Event! secret: Int @feature(all: [REPORTS], event: "%s") }
                        extend type Event { secret: Int @feature(all: [REPORTS], event: "id") }
                        """.formatted(path))).doesNotThrowAnyException();
    }

    @Test
    void refusesInterfaceWhoseFieldsNobodyFetches() {
        assertThatThrownBy(() ->
                        start("extend interface Dated { secret: Int @feature(all: [REPORTS], event: \"eventId\") }"))
                .hasMessageContaining("Dated.secret");
    }

    @Test
    void refusesToNeedNothing() {
        assertThatThrownBy(() -> start("extend type Query { field(eventId: ID!): Int @feature(event: \"eventId\") }"))
                .hasMessageContaining("Query.field: @feature names no feature");
    }

    @Test
    void allowsWhatHasAllAndAny() {
        FeatureRule rule = new FeatureRule(
                EnumSet.of(Feature.TICKETING, Feature.PAYMENTS), EnumSet.of(Feature.REPORTS, Feature.ANALYTICS));

        assertThat(rule.allows(Set.of(Feature.TICKETING, Feature.PAYMENTS, Feature.REPORTS)))
                .isTrue();
        assertThat(rule.allows(Set.of(Feature.TICKETING, Feature.PAYMENTS, Feature.ANALYTICS)))
                .isTrue();
        assertThat(rule.allows(Set.of(Feature.TICKETING, Feature.PAYMENTS))).isFalse();
        assertThat(rule.allows(Set.of(Feature.TICKETING, Feature.REPORTS))).isFalse();
        assertThat(rule.missing(Set.of(Feature.TICKETING))).isEqualTo(Feature.PAYMENTS);
        assertThat(rule.missing(Set.of(Feature.TICKETING, Feature.PAYMENTS))).isEqualTo(Feature.ANALYTICS);
    }

    private void start(String sdl) {
        RuntimeWiring.Builder builder =
                RuntimeWiring.newRuntimeWiring().type("Dated", type -> type.typeResolver(any -> null));
        wiring.configure(builder);
        new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA + sdl), builder.build());
    }

    private static FeatureWiring wiring() {
        var lookup = new EventLookup(new StaticListableBeanFactory().getBeanProvider(EventOwned.class));
        return new FeatureWiring(new MemoryFeatures().gate(), lookup);
    }
}
