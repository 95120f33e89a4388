package dev.marquee.platform.answers;

import dev.marquee.platform.Basis;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An answer that is being worked out and may be remembered; who asks the same meanwhile waits for it. */
public final class Filling {

    private static final String ATTRIBUTE = Filling.class.getName();

    private final AnswerMemory memory;
    private final String question;
    private final Basis basis = new Basis();
    private final long begun = System.nanoTime();
    private final Sinks.One<Kept> done = Sinks.one();

    Filling(AnswerMemory memory, String question) {
        this.memory = memory;
        this.question = question;
    }

    /** The one that the request is about, if its answer may be remembered. */
    public static Optional<Filling> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** Remembers the answer if it is free of errors and every root field vouches for it. */
    public void keep(Map<String, @Nullable Object> answer, byte[] body, MediaType type) {
        if (answer.get("errors") == null && answer.get("data") instanceof Map<?, ?> data && vouchedFor(data)) {
            Kept kept = new Kept(ByteBuffer.wrap(body), type, begun, basis.topics(), basis.until(), basis.repeats());
            memory.keep(question, kept);
            done.tryEmitValue(kept);
        }
    }

    private boolean vouchedFor(Map<?, ?> data) {
        return !data.isEmpty() && data.size() == basis.fields();
    }

    Basis basis() {
        return basis;
    }

    /** The answer, or empty if it came to nothing that can be shared. */
    Mono<Kept> outcome() {
        return done.asMono();
    }

    void end() {
        memory.ended(question, this);
        done.tryEmitEmpty();
    }
}
