package dev.marquee.identity.signin;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Looks through all requests as Spring Security does, but those that are posted to exactly {@code /graphql}: of these there
 * is no other way to write the path, and Netty has refused line breaks and other control characters of ASCII in headers. It would look through the
 * path in some ten ways and through each header at each reading of it, a quarter of what signing in costs a request.
 */
final class EndpointFirewall implements ServerWebExchangeFirewall {

    private final ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        return isOperation(exchange.getRequest()) ? Mono.just(exchange) : strict.getFirewalledExchange(exchange);
    }

    private static boolean isOperation(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.POST)
                && request.getURI().getRawPath().equals("/graphql")
                && request.getURI().getRawQuery() == null;
    }
}
