package dev.marquee.bench;

import java.util.List;
import java.util.stream.Stream;

/** All workloads by name. */
final class Workloads {

    private static final List<Workload> QUICK = Stream.of(
                    HttpWorkload.ALL,
                    List.of(new PaidWorkload("w2p")),
                    FanOutWorkload.ALL,
                    List.of(new StartWorkload("start")))
            .<Workload>flatMap(List::stream)
            .toList();

    private static final List<Workload> LONG = List.of(
            new MixedWorkload("mixed"),
            new OverloadWorkload("overload", HttpWorkload.named("w2")),
            new OverloadWorkload("overload-w1b", HttpWorkload.named("w1b")),
            new GrowthWorkload("growth"));

    static final List<String> NAMES = all().map(Workload::name).toList();

    /** What runs unless workloads are named. */
    static final List<String> USUAL = QUICK.stream().map(Workload::name).toList();

    private Workloads() {}

    static Workload named(String name) {
        return all().filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Workload> all() {
        return Stream.concat(QUICK.stream(), LONG.stream());
    }
}
