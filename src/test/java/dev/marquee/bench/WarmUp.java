package dev.marquee.bench;

import java.util.function.DoubleSupplier;

/** Load before what is measured: a virtual machine compiles for minutes, and begins anew with each start of the server. */
final class WarmUp {

    private static final int MOST_PIECES = 8;
    private static final int CALM_PIECES = 2;
    private static final double WORTH_GOING_ON = 1.05;

    private WarmUp() {}

    /**
     * Puts on pieces of load: eight if it is the first of its kind since the server's start, otherwise until two in a row are
     * hardly faster than the fastest before them.
     *
     * @param kind what takes other ways through the server than other kinds
     * @param piece its rate a second
     */
    static void of(Stage stage, Object kind, DoubleSupplier piece) {
        boolean first = stage.meets(kind);
        double fastest = 0;
        int calm = 0;
        for (int done = 0; done < MOST_PIECES && (first || calm < CALM_PIECES); done++) {
            double rate = piece.getAsDouble();
            calm = rate < fastest * WORTH_GOING_ON ? calm + 1 : 0;
            fastest = Math.max(fastest, rate);
        }
    }
}
