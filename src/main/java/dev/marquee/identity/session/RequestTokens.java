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

    private static final String SCHEME = "Bearer ";

    private final ServerAuthenticationConverter header = new ServerBearerTokenAuthenticationConverter();
    private final SignInCookie cookie;

    RequestTokens(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return cookie.tokenIn(exchange.getRequest()).map(BearerTokenAuthenticationToken::new);
        }
        return isToken(authorization)
                ? Mono.just(new BearerTokenAuthenticationToken(authorization.substring(SCHEME.length())))
                : header.convert(exchange);
    }

    /** Whether it is as tokens always are; what else may be one, or what is wrong with it, a slower look tells. */
    private static boolean isToken(String authorization) {
        if (authorization.length() == SCHEME.length() || !authorization.startsWith(SCHEME)) {
            return false;
        }
        for (int i = SCHEME.length(); i < authorization.length(); i++) {
            if (!isOfJwt(authorization.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfJwt(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }
}
