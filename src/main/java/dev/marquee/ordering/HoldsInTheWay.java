package dev.marquee.ordering;

/** Tickets of a late payment are in holds that have ended but are not closed; {@link Settling#run} makes room for it. */
public final class HoldsInTheWay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Wanted wanted;

    HoldsInTheWay(Wanted wanted) {
        super("tickets are in holds that have ended", null, false, false);
        this.wanted = wanted;
    }

    Wanted wanted() {
        return wanted;
    }
}
