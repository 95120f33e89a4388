package dev.marquee.platform.answers;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.http.MediaType;

/**
 * An answer that may be given again.
 *
 * @param begun when it began to be worked out, by {@link System#nanoTime()}
 */
record Kept(
        ByteBuffer body, MediaType type, long begun, Collection<String> topics, Instant until, List<Runnable> repeats) {

    private static final int OVERHEAD = 300;
    private static final int PER_TOPIC = 80;

    int weight() {
        return OVERHEAD + body.remaining() + PER_TOPIC * topics.size();
    }
}
