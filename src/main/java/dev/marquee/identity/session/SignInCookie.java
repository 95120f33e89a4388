package dev.marquee.identity.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The cookie in which a browser carries an access token out of reach of scripts. Only a page that may call the API can
 * make use of it: pages of other origins are refused by CORS, and what they can send without being asked about it, a form
 * or an image, lacks the header. Browsers set no header on a WebSocket, but always tell the origin.
 */
@Component
public class SignInCookie {

    /** The header that must come with the cookie, with any value. */
    public static final String HEADER = "X-Marquee-Csrf";

    static final String NAME = "__Host-marquee-token";

    /** Browsers drop a cookie of more than 4096 characters, its name included. */
    private static final int LONGEST = 4000;

    private static final String GRAPHQL = "/graphql";

    private final CookieSettings settings;
    private final Clock clock;

    SignInCookie(CookieSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The token of the cookie that counts; fails with {@link CookieRefused} where a call lacks what goes with it. */
    Mono<String> tokenIn(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String token = sent(request);
        if (token == null) {
            return Mono.empty();
        }
        if ("websocket".equalsIgnoreCase(headers.getUpgrade())) {
            return headers.getOrigin() == null
                    ? Mono.error(new CookieRefused("A WebSocket with the cookie needs the header Origin."))
                    : Mono.just(token);
        }
        if (StringUtils.hasText(headers.getFirst(HEADER))) {
            return Mono.just(token);
        }
        return GRAPHQL.equals(request.getPath().value())
                ? Mono.error(new CookieRefused("A call with the cookie needs the header " + HEADER + ", of any value."))
                : Mono.empty();
    }

    /** Has the browser keep the token as long as it holds; false when the answer or the token cannot carry it. */
    boolean keep(ServerWebExchange exchange, String token, Instant until) {
        boolean possible = settings.enabled()
                && token.length() <= LONGEST
                && !exchange.getResponse().isCommitted();
        if (possible) {
            exchange.getResponse().addCookie(cookie(token, Duration.between(clock.instant(), until)));
        }
        return possible;
    }

    /** Has the browser forget the cookie that it sent. */
    public void forget(ServerWebExchange exchange) {
        if (sent(exchange.getRequest()) != null && !exchange.getResponse().isCommitted()) {
            exchange.getResponse().addCookie(cookie("", Duration.ZERO));
        }
    }

    private @Nullable String sent(ServerHttpRequest request) {
        HttpCookie cookie = settings.enabled() ? request.getCookies().getFirst(NAME) : null;
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    private static ResponseCookie cookie(String value, Duration life) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(life.isNegative() ? Duration.ZERO : life)
                .build();
    }
}
