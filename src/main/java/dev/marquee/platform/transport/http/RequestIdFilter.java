package dev.marquee.platform.transport.http;

import dev.marquee.platform.RequestIds;
import dev.marquee.platform.transport.RequestId;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request an id that its answer, its log lines and its errors carry. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {

    /**
     * Log lines of the code that a field calls take the id from their thread; those of later steps name it themselves.
     * Nothing here reads what libraries would have set likewise (observation, security, exchange), which is paid for at
     * every field.
     */
    RequestIdFilter() {
        ContextRegistry registry = ContextRegistry.getInstance();
        registry.getThreadLocalAccessors().stream()
                .map(ThreadLocalAccessor::key)
                .toList()
                .forEach(registry::removeThreadLocalAccessor);
        registry.registerThreadLocalAccessor(
                RequestIds.KEY,
                () -> MDC.get(RequestIds.KEY),
                id -> MDC.put(RequestIds.KEY, id),
                () -> MDC.remove(RequestIds.KEY));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = RequestId.of(exchange.getRequest().getHeaders());
        var identified = exchange.mutate()
                .request(request -> request.headers(headers -> headers.set(RequestId.HEADER, id)))
                .build();
        identified.getResponse().getHeaders().set(RequestId.HEADER, id);
        return chain.filter(identified).contextWrite(context -> context.put(RequestIds.KEY, id));
    }
}
