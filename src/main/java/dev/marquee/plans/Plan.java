package dev.marquee.plans;

import dev.marquee.shared.Money;
import dev.marquee.shared.PlanId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an organizer gets and pays for an event.
 *
 * @param price a month
 * @param feeBasisPoints the platform's share of an order in 1/100 of a per cent
 * @param features in the order of the enum
 * @param archived not on offer any more; events that are on it stay
 * @param isDefault the plan of events that name none
 */
public record Plan(
        PlanId id,
        String name,
        String description,
        Money price,
        int feeBasisPoints,
        Set<Feature> features,
        Limits limits,
        int position,
        boolean archived,
        boolean isDefault) {

    /** Limits of a plan; null is none. */
    public record Limits(
            @Nullable Integer ticketsPerEvent, @Nullable Integer eventsPerOrganizer) {}

    /** A limit that is reached, for the schema's {@code PlanLimitReached}. */
    public record Reached(PlanLimit kind, int limit, int used, Plan plan) {

        /** One sentence for people. */
        public String message() {
            return "The plan " + plan.name() + " allows " + limit + " "
                    + switch (kind) {
                        case TICKETS_PER_EVENT -> "tickets for an event at most.";
                        case EVENTS_PER_ORGANIZER -> "events of an organizer at a time at most.";
                    };
        }
    }

    /** The platform's share of an order. */
    public Money fee(Money total) {
        return total.share(feeBasisPoints);
    }

    /**
     * Why there cannot be so much of something; empty when there can.
     *
     * @param used how much there is without what is wanted
     */
    public Optional<Reached> refuses(PlanLimit kind, int used, int wanted) {
        Integer limit = kind.of(this);
        return limit == null || wanted <= limit ? Optional.empty() : Optional.of(new Reached(kind, limit, used, this));
    }
}
