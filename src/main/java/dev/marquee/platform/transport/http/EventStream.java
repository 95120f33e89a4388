package dev.marquee.platform.transport.http;

import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.limits.LimitSettings;
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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private final Operations operations;
    private final LiveConnections connections;
    private final LimitSettings limits;
    private final TransportSettings settings;

    EventStream(Operations operations, LiveConnections connections, LimitSettings limits, TransportSettings settings) {
        this.operations = operations;
        this.connections = connections;
        this.limits = limits;
        this.settings = settings;
    }

    Mono<ServerResponse> answer(Sender sender, GraphQlPayload payload, Set<Operation> allowed) {
        return operations
                .run(sender, payload, allowed)
                .flatMap(outcome -> ServerResponse.ok()
                        .contentType(AnswerType.EVENT_STREAM.withCharset())
                        .header("X-Accel-Buffering", "no")
                        .body(BodyInserters.fromServerSentEvents(stream(outcome, sender))));
    }

    /** What is answered at once takes nobody's place. */
    private Flux<ServerSentEvent<String>> stream(Outcome outcome, Sender sender) {
        return outcome instanceof Outcome.Live
                ? counted(sender.remoteAddress(), keptAlive(events(outcome)))
                : events(outcome);
    }

    private Flux<ServerSentEvent<String>> counted(
            @Nullable InetSocketAddress client, Flux<ServerSentEvent<String>> events) {
        return Flux.defer(() -> switch (connections.enter(client)) {
            case ADMITTED -> events.takeUntilOther(connections.stopping()).doFinally(end -> connections.leave(client));
            case FULL -> refused(ErrorCode.UNAVAILABLE, "Too many streams are open", Map.of());
            case ADDRESS_FULL ->
                refused(
                        ErrorCode.RATE_LIMITED,
                        "At most " + limits.connectionsPerAddress()
                                + " streams and sockets may be open from one address",
                        Map.of("limit", limits.connectionsPerAddress()));
            case STOPPING -> refused(ErrorCode.UNAVAILABLE, "The server stops", Map.of());
        });
    }

    private static Flux<ServerSentEvent<String>> refused(ErrorCode code, String message, Map<String, Object> facts) {
        return Flux.just(next(StrictJson.write(Map.of("errors", List.of(Errors.of(code, message, facts))))), COMPLETE);
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
