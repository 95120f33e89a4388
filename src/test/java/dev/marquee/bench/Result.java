package dev.marquee.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload came to.
 *
 * @param workload its name
 * @param median the median round by rate, or by p99 where the rate is given
 * @param rounds all of them, in their order
 * @param floor what the same run reached without the server, in the unit of the rate; null when it was not measured
 * @param peer what the best of the peers reached in the same run, in the unit of the rate; null without one
 * @param half a round at half the rate of the median, latencies counted from planned times; null when there was none
 * @param more further figures by name
 */
record Result(
        String workload,
        Round median,
        List<Round> rounds,
        @Nullable Double floor,
        @Nullable Double peer,
        @Nullable Round half,
        Map<String, Double> more) {

    static Result ofRates(String workload, List<Round> rounds, @Nullable Double floor) {
        return new Result(
                workload, median(rounds, Comparator.comparingDouble(Round::rate)), rounds, floor, null, null, Map.of());
    }

    static Result ofLatencies(String workload, List<Round> rounds) {
        return new Result(
                workload, median(rounds, Comparator.comparingDouble(Round::p99)), rounds, null, null, null, Map.of());
    }

    Result withHalf(Round measured) {
        return new Result(workload, median, rounds, floor, peer, measured, more);
    }

    Result withPeer(@Nullable Double rate) {
        return new Result(workload, median, rounds, floor, rate, half, more);
    }

    Result with(Map<String, Double> figures) {
        return new Result(workload, median, rounds, floor, peer, half, figures);
    }

    @Nullable Double ratioToFloor() {
        return floor == null || floor == 0 ? null : median.rate() / floor;
    }

    /** Milliseconds of one processor that the server spent on each answer; null where that is unknown. */
    @Nullable Double serverMillis() {
        Cpu.Shares cpu = median.cpu();
        return cpu == null || median.rate() == 0
                ? null
                : cpu.server() / 100 * Runtime.getRuntime().availableProcessors() * 1000 / median.rate();
    }

    long bad() {
        return rounds.stream().mapToLong(Round::bad).sum() + (half == null ? 0 : half.bad());
    }

    private static Round median(List<Round> rounds, Comparator<Round> order) {
        return rounds.stream().sorted(order).toList().get((rounds.size() - 1) / 2);
    }
}
