package dev.marquee.matrix;

import dev.marquee.identity.access.AccessProbe;
import dev.marquee.identity.access.MinimalCall;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.graphql.execution.GraphQlSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of calls of a schema. Behind its guards each field that has a rule answers {@link Rule#PASSED}, so that
 * nothing happens and every outcome is exact; fields of objects are reached by root fields that the matrix adds.
 */
final class AccessMatrix {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GraphQLSchema schema;
    private final AccessProbe probe;
    private final Scene scene;

    AccessMatrix(BeanFactory application, String sdl, Scene scene) {
        List<Rule> nested = Rule.of(sdl).stream().filter(rule -> !rule.isRoot()).toList();
        GraphQlSource source =
                GuardedSchema.of(application, sdl + entrances(nested), wiring -> answerPassed(wiring, nested));
        this.schema = source.schema();
        this.probe = GuardedSchema.probe(application, source);
        this.scene = scene;
    }

    /** What each visitor gets on each of the stages. */
    Map<String, String> actual(Rule rule, List<Scene.Stage> stages) {
        return each(stages, (visitor, stage) -> outcome(rule, visitor, stage));
    }

    /** The code that one visitor gets. */
    String outcome(Rule rule, Visitor visitor, Scene.Stage stage) {
        return String.join(", ", codes(probe, document(rule, stage), visitor));
    }

    /** What each visitor should get. */
    Map<String, String> expected(Rule rule, List<Scene.Stage> stages) {
        return each(stages, (visitor, stage) -> rule.outcome(visitor, stage.enabled()));
    }

    /** The smallest valid call of a field, about the stage where it is about an event. */
    String document(Rule rule, Scene.Stage stage) {
        boolean byThing = rule.gate() != null && rule.gate().equals(rule.id());
        MinimalCall call = new MinimalCall(byThing ? stage.checkIn() : stage.event(), rule.condition());
        GraphQLFieldDefinition field =
                schema.getFieldDefinition(FieldCoordinates.coordinates(rule.type(), rule.field()));
        return rule.isRoot()
                ? call.of(rule.type(), field)
                : "query { " + entrance(rule.type()) + "(eventId: \"" + stage.event() + "\") { " + call.selection(field)
                        + " } }";
    }

    static List<String> codes(AccessProbe probe, String document, Visitor visitor) {
        return Objects.requireNonNull(probe.as(visitor.signed(), document).blockFirst(PATIENCE));
    }

    private interface Outcome {

        String of(Visitor visitor, Scene.Stage stage);
    }

    private Map<String, String> each(List<Scene.Stage> stages, Outcome outcome) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Scene.Stage stage : stages) {
            scene.visitors.forEach(
                    visitor -> outcomes.put(visitor.name() + ", " + stage.name(), outcome.of(visitor, stage)));
        }
        return outcomes;
    }

    private static String entrances(List<Rule> nested) {
        return nested.stream()
                .map(Rule::type)
                .distinct()
                .map(type -> "extend type Query { " + entrance(type) + "(eventId: ID!): " + type + " @public }")
                .collect(Collectors.joining("\n"));
    }

    private static String entrance(String type) {
        return "matrix" + type;
    }

    private static void answerPassed(RuntimeWiring.Builder wiring, List<Rule> nested) {
        ApiError passed = ApiError.unavailable("The call has passed all guards.");
        wiring.type("Query", type -> type.defaultDataFetcher(call -> Mono.error(passed)))
                .type("Mutation", type -> type.defaultDataFetcher(call -> Mono.error(passed)))
                .type("Subscription", type -> type.defaultDataFetcher(call -> Flux.error(passed)));
        for (Rule rule : nested) {
            wiring.type(rule.type(), type -> type.dataFetcher(rule.field(), call -> Mono.error(passed)))
                    .type(TypeRuntimeWiring.newTypeWiring("Query")
                            .dataFetcher(
                                    entrance(rule.type()),
                                    call -> holder(
                                            Objects.requireNonNull(rule.id()),
                                            EventId.of(call.getArgumentOrDefault("eventId", "")))));
        }
    }

    /** An object in which an id lies at a path. */
    private static Map<String, Object> holder(String path, EventId id) {
        int dot = path.indexOf('.');
        return dot < 0 ? Map.of(path, id) : Map.of(path.substring(0, dot), holder(path.substring(dot + 1), id));
    }
}
