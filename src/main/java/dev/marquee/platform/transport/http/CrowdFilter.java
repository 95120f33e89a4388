package dev.marquee.platform.transport.http;

import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.transport.StrictJson;
import dev.marquee.platform.transport.TransportSettings;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sends operations in a POST away at once when more come than can be served; those that are answered from memory pass
 * before. A stream counts until it begins.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class CrowdFilter implements WebFilter {

    private static final byte[] REFUSAL = StrictJson.write(Map.of(
            "errors",
            List.of(Map.of(
                    "message",
                    "Too many wait at the moment; try again.",
                    "extensions",
                    Map.of("code", ErrorCode.UNAVAILABLE.name())))));

    private final Crowd crowd;

    @Autowired
    CrowdFilter(TransportSettings settings) {
        this(new Crowd(settings.patience(), System::nanoTime));
    }

    CrowdFilter(Crowd crowd) {
        this.crowd = crowd;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean operation = request.getMethod().equals(HttpMethod.POST)
                && request.getPath().value().equals("/graphql");
        if (!operation) {
            return chain.filter(exchange);
        }
        return crowd.enter() ? served(exchange, chain) : refused(exchange);
    }

    private Mono<Void> served(ServerWebExchange exchange, WebFilterChain chain) {
        Guest guest = new Guest(crowd);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(guest::answered));
        return chain.filter(exchange)
                .doOnCancel(guest::left)
                .doOnTerminate(guest::answered)
                .contextWrite(guest::in);
    }

    private static Mono<Void> refused(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        AnswerType type = AnswerType.negotiate(
                        exchange.getRequest().getHeaders().getAccept())
                .filter(wanted -> wanted != AnswerType.EVENT_STREAM)
                .orElse(AnswerType.JSON);
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().setContentType(type.withCharset());
        response.getHeaders().setContentLength(REFUSAL.length);
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Answers.RETRY_AFTER_SECONDS);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL)));
    }
}
