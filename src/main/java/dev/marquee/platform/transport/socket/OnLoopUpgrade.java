package dev.marquee.platform.transport.socket;

import dev.marquee.platform.threads.HomeLoop;
import io.netty.channel.Channel;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Upgrades to a WebSocket on the event loop of its connection. Sign-in reads the database and goes on in a thread of
 * its driver; upgraded from there, Reactor Netty drops a first message that arrives before it has changed its handlers.
 */
final class OnLoopUpgrade implements RequestUpgradeStrategy {

    private static final String CHANNEL = OnLoopUpgrade.class.getName() + ".channel";

    private final RequestUpgradeStrategy upgrade;

    OnLoopUpgrade(int maxFrameBytes) {
        this.upgrade = new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(maxFrameBytes));
    }

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            @Nullable String subProtocol,
            Supplier<HandshakeInfo> handshake) {
        Channel channel = HomeLoop.channelOf(exchange);
        WebSocketHandler knowing = session -> {
            session.getAttributes().put(CHANNEL, channel);
            return handler.handle(session);
        };
        return Mono.defer(() -> upgrade.upgrade(exchange, knowing, subProtocol, handshake))
                .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
    }

    /** What a session writes to; whole frames may be written there too, since no extension changes them on their way. */
    static Channel channelOf(WebSocketSession session) {
        return (Channel) Objects.requireNonNull(session.getAttributes().get(CHANNEL));
    }
}
