package dev.marquee.bench;

import java.util.List;
import java.util.stream.Stream;

/** All workloads by name. */
final class Workloads {

    private static final List<Workload> ALL = Stream.of(
                    HttpWorkload.ALL, List.of(new PaidWorkload("w2p")), FanOutWorkload.ALL)
            .<Workload>flatMap(List::stream)
            .toList();

    static final List<String> NAMES = ALL.stream().map(Workload::name).toList();

    /** What runs unless workloads are named. */
    static final List<String> USUAL = NAMES;

    private Workloads() {}

    static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
