package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.StrictJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to put a subscriber's id around a shared answer, or to share the whole frame, beside encoding the message
 * for each subscriber.
 */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramesBenchmark {

    private final Map<String, Object> answer = Map.of(
            "data",
            Map.of(
                    "ticketAvailability",
                    Map.of("revision", 12_345, "eventId", "event_01h2xcejqtf2nbrexx3vqjhp41", "remaining", 678)));
    private final byte[] payload = StrictJson.write(answer);
    private final UnaryOperator<byte[]> frame = Frames.next("7");
    private final ByteBuf whole = Frames.whole("7", payload, PooledByteBufAllocator.DEFAULT);

    @Benchmark
    public byte[] splice() {
        return frame.apply(payload);
    }

    @Benchmark
    public boolean whole() {
        return Frames.whole("7", payload, PooledByteBufAllocator.DEFAULT).release();
    }

    @Benchmark
    public boolean sharedWhole() {
        return whole.retainedDuplicate().release();
    }

    @Benchmark
    public byte[] encode() {
        return StrictJson.write(Map.of("type", "next", "id", "7", "payload", answer));
    }
}
