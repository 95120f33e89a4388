package dev.marquee.platform.transport.http;

import dev.marquee.platform.ErrorCode;
import dev.marquee.platform.transport.Errors;
import dev.marquee.platform.transport.GraphQlPayload;
import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.Operations;
import dev.marquee.platform.transport.Outcome;
import dev.marquee.platform.transport.Sender;
import dev.marquee.platform.transport.StreamRefused;
import dev.marquee.platform.transport.StrictJson;
import dev.marquee.platform.transport.TransportSettings;
import graphql.language.OperationDefinition.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers one operation as server-sent events: {@code next} for each answer, then {@code complete}. */
@Component
class EventStream {

    private static final ServerSentEvent<String> COMPLETE =
            ServerSentEvent.builder("").event("complete").build();
    private static final ServerSentEvent<String> ALIVE =
            ServerSentEvent.<String>builder().comment("").build();

    private static final ServerSentEvent<String> FULL = next(StrictJson.write(
            Map.of("errors", List.of(Errors.of(ErrorCode.UNAVAILABLE, "Too many streams are open", Map.of())))));

    private final Operations operations;
    private final LiveConnections connections;
    private final TransportSettings settings;

    EventStream(Operations operations, LiveConnections connections, TransportSettings settings) {
        this.operations = operations;
        this.connections = connections;
        this.settings = settings;
    }

    Mono<ServerResponse> answer(Sender sender, GraphQlPayload payload, Set<Operation> allowed) {
        return operations
                .run(sender, payload, allowed)
                .flatMap(outcome -> ServerResponse.ok()
                        .contentType(AnswerType.EVENT_STREAM.withCharset())
                        .header("X-Accel-Buffering", "no")
                        .body(BodyInserters.fromServerSentEvents(counted(keptAlive(events(outcome))))));
    }

    private Flux<ServerSentEvent<String>> counted(Flux<ServerSentEvent<String>> events) {
        return Flux.defer(() -> connections.enter()
                ? events.takeUntilOther(connections.stopping()).doFinally(end -> connections.leave())
                : Flux.just(FULL, COMPLETE));
    }

    private static Flux<ServerSentEvent<String>> events(Outcome outcome) {
        Flux<byte[]> answers = outcome instanceof Outcome.Live live
                ? live.answers()
                : Flux.just(StrictJson.write(Answers.bodyOf(outcome)));
        return answers.onErrorResume(
                        StreamRefused.class, refused -> Flux.just(StrictJson.write(Map.of("errors", refused.errors()))))
                .map(EventStream::next)
                .concatWithValues(COMPLETE);
    }

    private Flux<ServerSentEvent<String>> keptAlive(Flux<ServerSentEvent<String>> events) {
        Flux<ServerSentEvent<String>> signs =
                Flux.interval(settings.keepAlive()).onBackpressureDrop().map(tick -> ALIVE);
        return Flux.merge(1, events, signs).takeUntil(COMPLETE::equals);
    }

    private static ServerSentEvent<String> next(byte[] answer) {
        return ServerSentEvent.builder(new String(answer, StandardCharsets.UTF_8))
                .event("next")
                .build();
    }
}
