package dev.marquee.platform.transport.socket;

import dev.marquee.platform.SocketAuthenticator;
import dev.marquee.platform.limits.LimitSettings;
import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.Operations;
import dev.marquee.platform.transport.Sessions;
import dev.marquee.platform.transport.TransportSettings;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;
import reactor.core.publisher.Mono;

/** WebSockets on {@code /graphql}, beside the HTTP endpoint. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration implements WebFluxConfigurer {

    private static final int BEFORE_HTTP = -2;

    private final LimitSettings limits;

    SocketConfiguration(LimitSettings limits) {
        this.limits = limits;
    }

    @Override
    public WebSocketService getWebSocketService() {
        return new HandshakeWebSocketService(new OnLoopUpgrade(limits.bodyBytes()));
    }

    @Bean
    HandlerMapping socketMapping(
            Operations operations,
            ObjectProvider<SocketAuthenticator> authenticator,
            Sessions sessions,
            LiveConnections connections,
            FanOut fanOut,
            TransportSettings settings,
            CorsConfiguration graphQlCors) {
        var services = new SocketServices(
                operations,
                authenticator.getIfAvailable(() -> SocketConfiguration::nobody),
                sessions,
                connections,
                fanOut,
                limits,
                settings);
        var mapping =
                new SimpleUrlHandlerMapping(Map.of("/graphql", new SocketHandler(services, graphQlCors)), BEFORE_HTTP);
        mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
        return mapping;
    }

    private static Mono<Authentication> nobody(String token) {
        return Mono.error(new BadCredentialsException("No token is accepted"));
    }
}
