package dev.marquee.platform.transport.http;

import static graphql.language.OperationDefinition.Operation.MUTATION;
import static graphql.language.OperationDefinition.Operation.QUERY;
import static graphql.language.OperationDefinition.Operation.SUBSCRIPTION;

import dev.marquee.platform.limits.LimitSettings;
import dev.marquee.platform.transport.GraphQlPayload;
import dev.marquee.platform.transport.MalformedRequest;
import dev.marquee.platform.transport.Operations;
import dev.marquee.platform.transport.StrictJson;
import graphql.language.OperationDefinition.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers GraphQL requests over HTTP: one, a batch, or one whose answers are a stream of events. */
@Component
class GraphQlEndpoint {

    private final Operations operations;
    private final RequestBody body;
    private final EventStream events;
    private final LimitSettings limits;

    GraphQlEndpoint(Operations operations, RequestBody body, EventStream events, LimitSettings limits) {
        this.operations = operations;
        this.body = body;
        this.events = events;
        this.limits = limits;
    }

    Mono<ServerResponse> post(ServerRequest request) {
        return Answers.guarded(
                request, type -> body.read(request).flatMap(bytes -> answer(request, type, StrictJson.read(bytes))));
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return Answers.guarded(
                request,
                type -> answer(request, type, QueryParameters.payloadOf(request.queryParams()), EnumSet.of(QUERY)));
    }

    private Mono<ServerResponse> answer(ServerRequest request, AnswerType type, @Nullable Object json) {
        return json instanceof List<?> batch
                ? answerAll(request, type, batch)
                : answer(request, type, GraphQlPayload.from(json), EnumSet.of(QUERY, MUTATION));
    }

    private Mono<ServerResponse> answer(
            ServerRequest request, AnswerType type, GraphQlPayload payload, Set<Operation> allowed) {
        if (type == AnswerType.EVENT_STREAM) {
            allowed.add(SUBSCRIPTION);
            return events.answer(HttpSender.of(request), payload, allowed);
        }
        return operations
                .run(HttpSender.of(request), payload, allowed)
                .flatMap(outcome -> Answers.one(request, type, outcome));
    }

    private Mono<ServerResponse> answerAll(ServerRequest request, AnswerType type, List<?> batch) {
        if (batch.isEmpty() || batch.size() > limits.batch()) {
            throw new MalformedRequest("A batch may hold 1 to " + limits.batch() + " operations");
        }
        if (type == AnswerType.EVENT_STREAM) {
            throw new ResponseStatusException(HttpStatus.NOT_ACCEPTABLE, "A batch cannot be answered as events");
        }
        List<GraphQlPayload> payloads =
                batch.stream().map(GraphQlEndpoint::payload).toList();
        return Flux.fromIterable(payloads)
                .concatMap(payload -> operations.run(HttpSender.of(request), payload, EnumSet.of(QUERY, MUTATION)))
                .collectList()
                .flatMap(outcomes -> Answers.all(type, outcomes));
    }

    private static GraphQlPayload payload(@Nullable Object json) {
        return GraphQlPayload.from(json);
    }
}
