package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.RequestId;
import dev.marquee.platform.transport.Sender;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Accepts WebSockets of the sub-protocol {@code graphql-transport-ws}. */
final class SocketHandler implements WebSocketHandler, CorsConfigurationSource {

    private static final String PROTOCOL = "graphql-transport-ws";
    private static final Duration TIME_TO_FLUSH = Duration.ofSeconds(5);

    private final SocketServices services;
    private final CorsConfiguration cors;

    SocketHandler(SocketServices services, CorsConfiguration cors) {
        this.services = services;
        this.cors = cors;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
        return cors;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        if (!PROTOCOL.equals(session.getHandshakeInfo().getSubProtocol())) {
            return session.close(Closing.OTHER_PROTOCOL);
        }
        var client = session.getHandshakeInfo().getRemoteAddress();
        var connections = services.connections();
        return switch (connections.enter(client)) {
            case ADMITTED -> converse(session).doFinally(end -> connections.leave(client));
            case FULL -> session.close(Closing.FULL);
            case ADDRESS_FULL -> session.close(Closing.ADDRESS_FULL);
            case STOPPING -> session.close(Closing.SHUTDOWN);
        };
    }

    private Mono<Void> converse(WebSocketSession session) {
        HandshakeInfo handshake = session.getHandshakeInfo();
        Channel channel = OnLoopUpgrade.channelOf(session);
        var operations = new SocketOperations(
                services.operations(),
                senderOf(handshake),
                id -> services.fanOut().to(channel, id));
        var connection = new SocketConnection(
                services, operations, handshake.getPrincipal().ofType(Authentication.class));
        Mono<Void> sent = session.send(connection.converse(session.receive()).map(frame -> message(session, frame)));
        Mono<Void> patience = connection.closed().delayElement(TIME_TO_FLUSH).then();
        return Mono.firstWithSignal(sent, patience)
                .onErrorComplete()
                .then(Mono.defer(() -> session.close(connection.status())));
    }

    private static WebSocketMessage message(WebSocketSession session, byte[] frame) {
        return new WebSocketMessage(
                WebSocketMessage.Type.TEXT, session.bufferFactory().wrap(frame));
    }

    private static Sender senderOf(HandshakeInfo handshake) {
        return new Sender(
                handshake.getUri(),
                handshake.getHeaders(),
                handshake.getCookies(),
                handshake.getRemoteAddress(),
                handshake.getAttributes(),
                RequestId.of(handshake.getHeaders()));
    }
}
