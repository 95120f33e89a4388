package dev.marquee.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What came of each request of a load, in the order of the answers. */
final class Samples {

    /** What came of a request. */
    enum Kind {
        /** The answer that was expected. */
        GOOD,
        /** A clear word that the server cannot do it now. */
        REFUSED,
        /** Another answer, or none. */
        BAD,
        /** It was not even sent, for want of a free connection. */
        UNSENT
    }

    private static final double NANOS_A_MILLI = 1e6;
    private static final int LONGEST_EXAMPLE = 600;

    private final Map<Kind, String> examples = new EnumMap<>(Kind.class);
    private long[] planned = new long[1 << 16];
    private long[] took = new long[1 << 16];
    private Kind[] kinds = new Kind[1 << 16];
    private int size;
    private double seconds;

    /** Notes a request with its planned time; the first answer of its kind is kept as an example. */
    void add(long plannedAt, long nanos, Kind kind, Supplier<String> answer) {
        if (size == planned.length) {
            planned = Arrays.copyOf(planned, 2 * size);
            took = Arrays.copyOf(took, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        planned[size] = plannedAt;
        took[size] = nanos;
        kinds[size++] = kind;
        examples.computeIfAbsent(kind, first -> shortened(answer.get()));
    }

    /** Takes over those of another load. */
    void addAll(Samples others) {
        for (int i = 0; i < others.size; i++) {
            Kind kind = others.kinds[i];
            add(others.planned[i], others.took[i], kind, () -> others.example(kind));
        }
    }

    /** How long it was measured. */
    void lasted(double measured) {
        seconds = measured;
    }

    double seconds() {
        return seconds;
    }

    int count(Kind kind) {
        return (int) IntStream.range(0, size).filter(i -> kinds[i] == kind).count();
    }

    double rate(Kind kind) {
        return count(kind) / seconds;
    }

    String example(Kind kind) {
        return examples.getOrDefault(kind, "");
    }

    /** The time in milliseconds within which this share of the answers of a kind came; no number without any. */
    double millis(Kind kind, double share) {
        return millis(kind, share, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The same of the requests that were planned for the time from {@code from} to {@code to}, exclusive. */
    double millis(Kind kind, double share, long from, long to) {
        long[] times = IntStream.range(0, size)
                .filter(i -> kinds[i] == kind && planned[i] >= from && planned[i] < to)
                .mapToLong(i -> took[i])
                .sorted()
                .toArray();
        return times.length == 0 ? Double.NaN : times[(int) (share * (times.length - 1))] / NANOS_A_MILLI;
    }

    /** All but good answers are bad. */
    Round round() {
        String wrong = Stream.of(Kind.BAD, Kind.REFUSED, Kind.UNSENT)
                .filter(examples::containsKey)
                .findFirst()
                .map(this::example)
                .orElse("");
        return new Round(
                rate(Kind.GOOD), millis(Kind.GOOD, 0.5), millis(Kind.GOOD, 0.99), size - count(Kind.GOOD), wrong, null);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST_EXAMPLE, text.length()));
    }
}
