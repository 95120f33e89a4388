package dev.marquee.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured stretch of load.
 *
 * @param rate right answers, or deliveries, a second
 * @param p50 median latency in milliseconds
 * @param p99 latency in milliseconds that 99 of 100 stay within
 * @param bad wrong answers and broken connections
 * @param sample the first wrong answer, empty if there was none
 * @param cpu who used the processors meanwhile; null where that is unknown
 */
record Round(double rate, double p50, double p99, long bad, String sample, Cpu.@Nullable Shares cpu) {

    Round with(Cpu.@Nullable Shares shares) {
        return new Round(rate, p50, p99, bad, sample, shares);
    }
}
