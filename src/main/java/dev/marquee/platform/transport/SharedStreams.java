package dev.marquee.platform.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Streams of answers that are the same for every caller: worked out and encoded once for all who ask the same at the same
 * time. Who comes later begins with the latest answer; who reads slowly gets the latest one only. A subscriber that knows a
 * {@link Shortcut} is told by it.
 */
@Component
class SharedStreams {

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final boolean on;
    private final ConcurrentMap<Request, Flux<byte[]>> running = new ConcurrentHashMap<>();

    /** Requests that are equal ask the same. */
    record Request(String document, @Nullable String operationName, Map<String, @Nullable Object> variables) {}

    SharedStreams(TransportSettings settings) {
        this.on = settings.shareStreams();
    }

    /** The stream that answers the request already, if one does. */
    @Nullable Flux<byte[]> find(Request request) {
        return running.get(request);
    }

    /** The answers for the one who asked first, and for all who follow. */
    Flux<byte[]> share(Request request, Flux<byte[]> answers) {
        if (!on) {
            return answers;
        }
        return running.computeIfAbsent(
                request,
                asked -> told(answers.doFinally(end -> running.remove(asked))
                        .replay(1)
                        .refCount(1, LINGER)));
    }

    private static Flux<byte[]> told(Flux<byte[]> shared) {
        return Flux.deferContextual(context -> context.<Shortcut>getOrEmpty(Shortcut.class)
                .map(shortcut -> shortcut.take(shared))
                .orElseGet(shared::onBackpressureLatest));
    }
}
