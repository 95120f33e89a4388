package dev.marquee.platform.transport.socket;

import dev.marquee.platform.RequestIds;
import dev.marquee.platform.transport.GraphQlPayload;
import dev.marquee.platform.transport.Operations;
import dev.marquee.platform.transport.Outcome;
import dev.marquee.platform.transport.Sender;
import dev.marquee.platform.transport.Shortcut;
import dev.marquee.platform.transport.StreamRefused;
import dev.marquee.platform.transport.StrictJson;
import graphql.language.OperationDefinition.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Executes the operations of one WebSocket as its caller and frames their answers. */
final class SocketOperations {

    private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);

    private final Operations operations;
    private final Sender sender;
    private final Function<String, Shortcut> shortcuts;
    private final AtomicLong count = new AtomicLong();

    /** @param shortcuts the way to the client around the session for the answers of an operation, by its id */
    SocketOperations(Operations operations, Sender sender, Function<String, Shortcut> shortcuts) {
        this.operations = operations;
        this.sender = sender;
        this.shortcuts = shortcuts;
    }

    /** The frames that answer a request; a stream of answers ends without a word when the server stops. */
    Flux<byte[]> run(
            RunningOperations.Running running,
            @Nullable Object payload,
            @Nullable Authentication caller,
            Publisher<?> stopping) {
        String requestId = sender.requestId() + "." + count.incrementAndGet();
        return Mono.fromCallable(() -> GraphQlPayload.from(payload))
                .flatMap(request -> operations.run(sender.withRequestId(requestId), request, ALL))
                .flatMapMany(outcome -> framed(running, outcome, stopping))
                .contextWrite(context -> contextOf(context, requestId, caller));
    }

    private static Context contextOf(Context context, String requestId, @Nullable Authentication caller) {
        Context identified = context.put(RequestIds.KEY, requestId);
        return caller == null
                ? identified
                : identified.putAll(
                        ReactiveSecurityContextHolder.withAuthentication(caller).readOnly());
    }

    private Flux<byte[]> framed(RunningOperations.Running running, Outcome outcome, Publisher<?> stopping) {
        String id = running.id();
        return switch (outcome) {
            case Outcome.Answered answered ->
                Flux.just(StrictJson.write(answered.body()))
                        .map(Frames.next(id))
                        .concatWith(completed(running));
            case Outcome.Refused refused -> failed(running, refused.errors()).flux();
            case Outcome.Live live ->
                live.answers()
                        .map(Frames.next(id))
                        .concatWith(completed(running))
                        .onErrorResume(StreamRefused.class, end -> failed(running, end.errors()))
                        .takeUntilOther(stopping)
                        .contextWrite(context -> context.put(Shortcut.class, shortcuts.apply(id)));
        };
    }

    private static Mono<byte[]> completed(RunningOperations.Running running) {
        return Mono.fromSupplier(() -> {
            running.release();
            return Frames.complete(running.id());
        });
    }

    private static Mono<byte[]> failed(RunningOperations.Running running, List<Map<String, Object>> errors) {
        return Mono.fromSupplier(() -> {
            running.release();
            return Frames.error(running.id(), errors);
        });
    }
}
