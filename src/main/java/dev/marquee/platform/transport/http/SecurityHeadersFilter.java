package dev.marquee.platform.transport.http;

import dev.marquee.platform.PlatformSettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells browsers on every answer to take nothing for granted, unless a handler has said it more precisely; and to come by
 * HTTPS only where people are meant to.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SecurityHeadersFilter implements WebFilter {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private static final String A_YEAR = "max-age=31536000";

    private final Map<String, String> headers;

    SecurityHeadersFilter(ObjectProvider<PlatformSettings> platform) {
        headers = new HashMap<>(HEADERS);
        platform.ifAvailable(known -> {
            if ("https".equals(known.publicUrl().getScheme())) {
                headers.put("Strict-Transport-Security", A_YEAR);
            }
        });
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            complete(exchange.getResponse().getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void complete(HttpHeaders answered) {
        headers.forEach((name, value) -> {
            if (!answered.containsHeader(name)) {
                answered.set(name, value);
            }
        });
    }
}
