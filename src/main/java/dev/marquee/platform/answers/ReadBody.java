package dev.marquee.platform.answers;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The body of a request that was read on the way to its handler. */
public final class ReadBody {

    private static final String ATTRIBUTE = ReadBody.class.getName();

    private ReadBody() {}

    static void attach(ServerWebExchange exchange, byte[] body) {
        exchange.getAttributes().put(ATTRIBUTE, body);
    }

    public static byte @Nullable [] of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
