package dev.marquee.ticketing;

import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to sign, to draw and to verify the QR code of a ticket. */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TicketSealBenchmark {

    private final SigningKey key = TestKeys.active("k1");
    private final TicketSeal seal = TestKeys.seal(key);
    private final TicketSeal later = TestKeys.seal(TestKeys.active("k2"), TestKeys.retired(key));
    private final Ticket ticket = TicketSealTests.ticket();
    private final String sealed = seal.seal(ticket);

    @Benchmark
    public String sign() {
        return seal.seal(ticket);
    }

    @Benchmark
    public byte[] draw() {
        return QrImages.png(sealed);
    }

    @Benchmark
    public TicketSeal.@Nullable Sealed verify() {
        return seal.open(sealed);
    }

    @Benchmark
    public TicketSeal.@Nullable Sealed verifyRetired() {
        return later.open(sealed);
    }
}
