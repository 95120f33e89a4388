package dev.marquee.plans;

import org.jspecify.annotations.Nullable;

/** What a plan may limit. */
public enum PlanLimit {
    TICKETS_PER_EVENT("Tickets per event"),
    EVENTS_PER_ORGANIZER("Events per organizer");

    private final String label;

    PlanLimit(String label) {
        this.label = label;
    }

    /** Name for people, in English. */
    public String label() {
        return label;
    }

    /** The limit that a plan sets; null for none. */
    public @Nullable Integer of(Plan plan) {
        return switch (this) {
            case TICKETS_PER_EVENT -> plan.limits().ticketsPerEvent();
            case EVENTS_PER_ORGANIZER -> plan.limits().eventsPerOrganizer();
        };
    }
}
