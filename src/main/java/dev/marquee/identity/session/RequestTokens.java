package dev.marquee.identity.session;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the access token of a request: in the Authorization header, and without one in the cookie. */
@Component
public class RequestTokens implements ServerAuthenticationConverter {

    private final ServerAuthenticationConverter header = new ServerBearerTokenAuthenticationConverter();
    private final SignInCookie cookie;

    RequestTokens(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                ? header.convert(exchange)
                : cookie.tokenIn(exchange.getRequest()).map(BearerTokenAuthenticationToken::new);
    }
}
