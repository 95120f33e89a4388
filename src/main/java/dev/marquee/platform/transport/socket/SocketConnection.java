package dev.marquee.platform.transport.socket;

import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.limits.LimitSettings;
import dev.marquee.platform.transport.Errors;
import dev.marquee.platform.transport.MalformedRequest;
import dev.marquee.platform.transport.TransportSettings;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One WebSocket: what the client says, and what is said to it, one message at a time as fast as it reads. */
final class SocketConnection {

    private static final Logger log = LoggerFactory.getLogger(SocketConnection.class);
    private static final int CONTROL_MESSAGES = 16;
    private static final int MISSED_SIGNS = 4;

    private final SocketServices services;
    private final LimitSettings limits;
    private final TransportSettings settings;
    private final SocketOperations operations;
    private final Mono<Authentication> handshake;
    private final RunningOperations running;
    private final AtomicBoolean initialised = new AtomicBoolean();
    private final Sinks.One<CloseStatus> leaving = Sinks.one();
    private final Sinks.One<CloseStatus> closing = Sinks.one();
    private final AtomicReference<@Nullable CloseStatus> status = new AtomicReference<>();
    private volatile boolean acknowledged;
    private volatile @Nullable Authentication caller;

    SocketConnection(SocketServices services, SocketOperations operations, Mono<Authentication> handshake) {
        this.services = services;
        this.limits = services.limits();
        this.settings = services.settings();
        this.operations = operations;
        this.handshake = handshake;
        this.running = new RunningOperations(limits.subscriptionsPerSocket());
    }

    /** Everything that is said to the client; completes when the socket is to be closed. */
    Flux<byte[]> converse(Flux<WebSocketMessage> incoming) {
        Flux<byte[]> answers = uncancelled(incoming)
                .timeout(settings.keepAlive().multipliedBy(MISSED_SIGNS))
                .doOnComplete(() -> close(Closing.DONE))
                .takeUntilOther(leaving.asMono())
                .flatMap(message -> answer(message).hide(), limits.subscriptionsPerSocket() + CONTROL_MESSAGES, 1)
                .concatWith(leaving.asMono().flatMapMany(this::close))
                .onErrorResume(this::failed);
        return Flux.merge(1, answers, signsOfLife(), initTimeout(), shutdown(), departure())
                .takeUntilOther(closing.asMono());
    }

    /** The messages; who no longer wants them does not cut the connection before the close frame is out. */
    private static Flux<SocketMessage> uncancelled(Flux<WebSocketMessage> incoming) {
        return incoming.map(SocketMessage::read).publish(1).autoConnect();
    }

    /** Why the socket is closed, at the moment it has to be. */
    Mono<CloseStatus> closed() {
        return closing.asMono();
    }

    /** The status to close with. */
    CloseStatus status() {
        return Objects.requireNonNullElse(status.get(), Closing.DONE);
    }

    private Flux<byte[]> answer(SocketMessage message) {
        return switch (message) {
            case SocketMessage.Init init -> initialise(init);
            case SocketMessage.Ping ping -> Flux.just(Frames.pong());
            case SocketMessage.Pong pong -> Flux.empty();
            case SocketMessage.Malformed malformed -> close(Closing.MALFORMED);
            case SocketMessage.Subscribe subscribe -> subscribe(subscribe);
            case SocketMessage.Complete complete -> {
                running.cancel(complete.id());
                yield Flux.empty();
            }
        };
    }

    private Flux<byte[]> initialise(SocketMessage.Init init) {
        if (!initialised.compareAndSet(false, true)) {
            return close(Closing.INITIALISED_TWICE);
        }
        return BearerToken.in(init.payload())
                .map(token -> services.authenticator().authenticate(token).switchIfEmpty(forbidden()))
                .orElse(handshake)
                .timeout(settings.initTimeout())
                .doOnNext(authentication -> caller = authentication)
                .then(Mono.fromSupplier(this::acknowledge))
                .flux()
                .onErrorResume(AuthenticationServiceException.class, unknown -> close(Closing.UNKNOWN))
                .onErrorResume(AuthenticationException.class, refused -> close(Closing.FORBIDDEN))
                .concatWith(Flux.defer(this::watchSession));
    }

    private static Mono<Authentication> forbidden() {
        return Mono.error(() -> new BadCredentialsException("Nobody is named by the token"));
    }

    private byte[] acknowledge() {
        acknowledged = true;
        return Frames.acknowledged();
    }

    private Flux<byte[]> watchSession() {
        Authentication known = caller;
        return known == null
                ? Flux.empty()
                : services.sessions()
                        .end(known)
                        .doOnNext(reason -> leaving.tryEmitValue(Closing.FORBIDDEN))
                        .takeUntilOther(leaving.asMono())
                        .thenMany(Flux.empty());
    }

    private Flux<byte[]> subscribe(SocketMessage.Subscribe message) {
        String id = message.id();
        if (!acknowledged) {
            return close(Closing.UNAUTHORIZED);
        }
        if (running.has(id)) {
            return close(Closing.DUPLICATE);
        }
        if (running.full()) {
            return Flux.just(Frames.error(id, List.of(tooMany())));
        }
        var operation = running.start(id);
        return operations
                .run(
                        operation,
                        message.payload(),
                        caller,
                        services.connections().stopping())
                .takeUntilOther(operation.cancelled())
                .doFinally(end -> operation.release());
    }

    private Map<String, Object> tooMany() {
        int limit = limits.subscriptionsPerSocket();
        return Errors.of(
                ErrorCode.RATE_LIMITED,
                "At most " + limit + " operations run on one socket at the same time",
                Map.of("limit", limit));
    }

    private Flux<byte[]> shutdown() {
        return services.connections()
                .stopping()
                .doOnSuccess(end -> leaving.tryEmitValue(Closing.SHUTDOWN))
                .thenMany(Flux.empty());
    }

    private Flux<byte[]> signsOfLife() {
        return Flux.interval(settings.keepAlive())
                .onBackpressureDrop()
                .filter(tick -> acknowledged)
                .map(tick -> Frames.ping());
    }

    private Flux<byte[]> initTimeout() {
        return Mono.delay(settings.initTimeout())
                .filter(tick -> !initialised.get())
                .flatMapMany(tick -> close(Closing.NOT_INITIALISED));
    }

    private Flux<byte[]> departure() {
        return leaving.asMono().delayElement(settings.shutdownGrace()).flatMapMany(this::close);
    }

    private Flux<byte[]> failed(Throwable failure) {
        return close(
                switch (failure) {
                    case MalformedRequest malformed -> Closing.MALFORMED;
                    case TimeoutException silent -> initialised.get() ? Closing.SILENT : Closing.NOT_INITIALISED;
                    case TooLongFrameException tooLong -> Closing.TOO_BIG;
                    case CorruptedWebSocketFrameException corrupted -> Closing.TOO_BIG;
                    default -> {
                        log.warn("WebSocket failed", failure);
                        yield Closing.FAULT;
                    }
                });
    }

    private Flux<byte[]> close(CloseStatus reason) {
        if (status.compareAndSet(null, reason)) {
            closing.tryEmitValue(reason);
        }
        return Flux.empty();
    }
}
