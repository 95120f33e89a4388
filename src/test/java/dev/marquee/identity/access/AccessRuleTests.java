package dev.marquee.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.identity.ArgumentPath;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Role;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the access directives must say for a schema to start. */
class AccessRuleTests {

    private static final String DIRECTIVES = """
            directive @public on FIELD_DEFINITION
            directive @auth(role: Role = USER) on FIELD_DEFINITION
            directive @event(can: EventPermission!, id: String!, gate: String) on FIELD_DEFINITION
            enum Role { USER ORGANIZER ADMIN }
            enum EventPermission { EDIT CANCEL VIEW_SALES SCAN VIEW }
            input Deep { eventId: ID! }
            input Input { eventId: ID! loose: ID title: String! deep: Deep! maybe: Deep }
            type Query { fine: Int @public }
            """;

    private static final MemoryTeam TEAM = new MemoryTeam();
    private static final AccessWiring WIRING = new AccessWiring(TEAM.gatekeeper(), TEAM.endOfAccess());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extend type Query { open: Int }",
                "type Mutation { open: Int }",
                "type Subscription { open: Int }",
                "interface I { a: Int } type Mutation { open(input: Input!): Int }"
            })
    void refusesRootFieldThatSaysNothing(String sdl) {
        assertThatThrownBy(() -> schema(sdl)).hasMessageContaining("open has no access directive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@public @auth", "@public @event(can: EDIT, id: \"eventId\")"})
    void refusesContradiction(String directives) {
        assertThatThrownBy(() -> schema("extend type Query { both(eventId: ID!): Int " + directives + " }"))
                .hasMessageContaining("Query.both is @public and guarded at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "input",
                "missing",
                "loose",
                "number",
                "ids",
                "input.missing",
                "input.loose",
                "input.title",
                "input.deep",
                "input.maybe.eventId",
                "optional.eventId",
                "eventId.more",
                "input..eventId",
                "input.eventId."
            })
    void refusesPathThatNamesNoRequiredId(String path) {
        assertThatThrownBy(() -> schema(guarded(path)))
                .hasMessageContaining("names no argument of type ID! that is always given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "input.eventId", "input.deep.eventId"})
    void takesPathOfRequiredId(String path) {
        assertThatCode(() -> schema(guarded(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "input.title", "eventId"})
    void takesPathOfTheGateOrOfTheThingItself(String path) {
        assertThatCode(() -> schema(atGate(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "missing", "maybe", "input.eventId", "input.missing"})
    void refusesPathThatNamesNoGate(String path) {
        assertThatThrownBy(() -> schema(atGate(path)))
                .hasMessageContaining("of @event(gate:) names no argument of type String! that is always given");
    }

    @Test
    void refusesDirectiveOnNestedField() {
        assertThatThrownBy(() -> schema("type Event { secret: Int @auth }"))
                .hasMessageContaining("Event.secret is no root field");
    }

    @Test
    void readsWhatTheDirectivesSay() {
        assertThat(rule("@public")).isEqualTo(new AccessRule.Open());
        assertThat(rule("@auth")).isEqualTo(new AccessRule.Guarded(Role.USER, null));
        assertThat(rule("@auth(role: ADMIN)")).isEqualTo(new AccessRule.Guarded(Role.ADMIN, null));
        assertThat(rule("@event(can: SCAN, id: \"eventId\")"))
                .isEqualTo(new AccessRule.Guarded(
                        Role.USER,
                        new AccessRule.EventRule(EventPermission.SCAN, new ArgumentPath(List.of("eventId")), null)));
    }

    private static AccessRule rule(String directives) {
        GraphQLSchema schema = schema("extend type Query { field(eventId: ID!): Int " + directives + " }");
        return AccessRule.of("Query", schema.getQueryType().getFieldDefinition("field"));
    }

    private static String atGate(String path) {
        return """
                extend type Query { field(eventId: ID!, gate: String!, maybe: String, input: Input!): Int
                  @auth @event(can: SCAN, id: "eventId", gate: "%s") }
                """.formatted(path);
    }

    private static String guarded(String path) {
        return """
                extend type Query {
                  field(eventId: ID!, loose: ID, number: Int!, ids: [ID!]!, input: Input!, optional: Deep): Int
                    @auth @event(can: EDIT, id: "%s")
                }
                """.formatted(path);
    }

    private static GraphQLSchema schema(String sdl) {
        RuntimeWiring.Builder wiring =
                RuntimeWiring.newRuntimeWiring().type("I", type -> type.typeResolver(any -> null));
        WIRING.configure(wiring);
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(DIRECTIVES + sdl), wiring.build());
    }
}
