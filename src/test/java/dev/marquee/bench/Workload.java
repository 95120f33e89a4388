package dev.marquee.bench;

import org.jspecify.annotations.Nullable;

/** Something that the server is measured at. */
interface Workload {

    String name();

    /** Measures what there is without the server, which does not run yet; null when there is no such floor. */
    default @Nullable Double floor(Stage stage) {
        return null;
    }

    /** Starts the server as the workload needs it, warms it up and measures it. */
    Result run(Stage stage, @Nullable Double floor);

    /** Whether the workload writes, so that the invariants are to be checked after it. */
    default boolean writes() {
        return false;
    }
}
