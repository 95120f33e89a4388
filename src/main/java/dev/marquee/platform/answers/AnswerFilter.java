package dev.marquee.platform.answers;

import dev.marquee.platform.Basis;
import dev.marquee.platform.limits.LimitSettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers anonymous questions from memory, before anything is parsed. The same question is worked out by one request at
 * a time; the others wait for its answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class AnswerFilter implements WebFilter {

    private final AnswerMemory memory;
    private final int mostBytes;

    AnswerFilter(AnswerMemory memory, LimitSettings limits) {
        this.memory = memory;
        this.mostBytes = limits.bodyBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Question.isAnonymous(exchange.getRequest(), mostBytes) && memory.isOn()
                ? DataBufferUtils.join(exchange.getRequest().getBody(), mostBytes)
                        .map(AnswerFilter::bytes)
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> answered(exchange, chain, body))
                : chain.filter(exchange);
    }

    private Mono<Void> answered(ServerWebExchange exchange, WebFilterChain chain, byte[] body) {
        String question = Question.digest(exchange.getRequest(), body);
        Kept kept = memory.find(question);
        if (kept != null) {
            return give(exchange, kept);
        }
        ReadBody.attach(exchange, body);
        Filling filling = new Filling(memory, question);
        Filling other = memory.begin(question, filling);
        return other == null
                ? workOut(exchange, chain, filling)
                : other.outcome()
                        .singleOptional()
                        .flatMap(found ->
                                found.map(shared -> give(exchange, shared)).orElseGet(() -> chain.filter(exchange)));
    }

    private static Mono<Void> workOut(ServerWebExchange exchange, WebFilterChain chain, Filling filling) {
        filling.attachTo(exchange);
        return chain.filter(exchange)
                .contextWrite(context -> context.put(Basis.class, filling.basis()))
                .doFinally(end -> filling.end());
    }

    private static Mono<Void> give(ServerWebExchange exchange, Kept kept) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(kept.type());
        response.getHeaders().setContentLength(kept.body().remaining());
        kept.repeats().forEach(Runnable::run);
        return response.writeWith(
                Mono.just(response.bufferFactory().wrap(kept.body().duplicate())));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
