package dev.marquee.plans.features;

import dev.marquee.identity.access.AccessProbe;
import dev.marquee.matrix.GuardedSchema;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The schema with fields that carry every directive, behind the real wirings in their real order. */
final class LayeredSchema {

    private static final String FIELDS = """
            extend type Query {
              layered(eventId: ID!): String @auth(role: ORGANIZER) @event(can: EDIT, id: "eventId")
                @feature(all: [ANALYTICS, REPORTS], event: "eventId")
              either(eventId: ID!): String @auth @event(can: EDIT, id: "eventId")
                @feature(any: [SCANNER_APP, REPORTS], event: "eventId")
              open(eventId: ID!): String @public @feature(all: [REPORTS], event: "eventId")
              some(ids: [ID!]!): [Event!]! @public
            }
            extend type Mutation {
              layeredChange(input: LayeredInput!): String @auth(role: ORGANIZER) @event(can: EDIT, id: "input.eventId")
                @feature(all: [ANALYTICS, REPORTS], event: "input.eventId")
            }
            extend type Subscription {
              layeredNews(eventId: ID!): String @auth(role: ORGANIZER) @event(can: EDIT, id: "eventId")
                @feature(all: [ANALYTICS, REPORTS], event: "eventId")
            }
            extend type Event {
              report: String @feature(all: [REPORTS], event: "id")
              batchedReport: String @feature(all: [REPORTS], event: "id")
            }
            input LayeredInput { eventId: ID! text: String! @Size(max: 3) }
            """;

    private final BatchLoaderRegistry ownLoaders = new DefaultBatchLoaderRegistry();
    private final AccessProbe probe;

    LayeredSchema(BeanFactory application) throws IOException {
        ownLoaders
                .<String, String>forName("reports")
                .registerMappedBatchLoader((ids, environment) ->
                        Mono.just(ids.stream().collect(Collectors.toMap(id -> id, id -> "batched"))));
        this.probe = GuardedSchema.probe(
                application,
                GuardedSchema.of(application, GuardedSchema.sdl() + FIELDS, LayeredSchema::fetchers),
                ownLoaders);
    }

    AccessProbe probe() {
        return probe;
    }

    private static void fetchers(RuntimeWiring.Builder wiring) {
        ApiError resource = ApiError.unavailable("What lies behind all layers.");
        wiring.type(
                        "Query",
                        type -> type.dataFetcher("layered", call -> Mono.error(resource))
                                .dataFetcher("either", call -> "either")
                                .dataFetcher("open", call -> "open")
                                .dataFetcher("some", call -> events(call.getArgumentOrDefault("ids", List.of()))))
                .type("Mutation", type -> type.dataFetcher("layeredChange", call -> Mono.error(resource)))
                .type(
                        "Subscription",
                        type -> type.dataFetcher("layeredNews", call -> Flux.concat(Mono.just("first"), Mono.never())))
                .type(
                        "Event",
                        type -> type.dataFetcher("report", call -> Mono.just("report"))
                                .dataFetcher("batchedReport", LayeredSchema::batchedReport));
    }

    private static CompletableFuture<String> batchedReport(DataFetchingEnvironment call) {
        DataLoader<String, String> reports = Objects.requireNonNull(call.getDataLoader("reports"));
        return reports.load(String.valueOf(call.<Object>getSource()));
    }

    private static List<Map<String, Object>> events(List<String> ids) {
        return ids.stream()
                .map(id -> Map.<String, Object>of("id", EventId.of(id)))
                .toList();
    }
}
