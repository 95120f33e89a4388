package dev.marquee.platform.transport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;

/** What an operation leads to. */
public sealed interface Outcome {

    /** One answer in the form of the specification; it has data, however many errors stand beside it. */
    record Answered(Map<String, @Nullable Object> body) implements Outcome {}

    /**
     * Nothing was executed.
     *
     * @param errors at least one error in the form of the specification
     * @param status what tells the same in HTTP
     * @param always whether the status also holds for clients that expect 200 from every well-formed request
     */
    record Refused(List<Map<String, Object>> errors, HttpStatus status, boolean always) implements Outcome {

        /** The answer in the form of the specification. */
        public Map<String, @Nullable Object> body() {
            return Map.of("errors", errors);
        }
    }

    /** A stream of answers, already encoded; its failure is a {@link StreamRefused}. */
    record Live(Flux<byte[]> answers) implements Outcome {}
}
