package dev.marquee.catalog;

import dev.marquee.plans.Plan;
import dev.marquee.plans.PlanLimit;
import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;

/** Why an event was not created or changed. */
public sealed interface EventRefusal extends Refusal, EventChange, EventResult {

    /** The start or the end lies in the past, or the end is not after the start; {@code field} is the wrong one. */
    record InvalidEventTimes(String field, String message) implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.INVALID_EVENT_TIMES;
        }
    }

    /** The event's state does not allow this. */
    record EventStateConflict(EventStatus status, String message) implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.EVENT_STATE_CONFLICT;
        }
    }

    /** The plan of the event allows no more. */
    record PlanLimitReached(PlanLimit kind, int limit, int used, Plan plan, String message) implements EventRefusal {

        static PlanLimitReached of(Plan.Reached fact) {
            return new PlanLimitReached(fact.kind(), fact.limit(), fact.used(), fact.plan(), fact.message());
        }

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_LIMIT_REACHED;
        }
    }

    /** The organizer's account is suspended or deleted. */
    record OrganizerInactive() implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ORGANIZER_INACTIVE;
        }

        @Override
        public String message() {
            return "The organizer's account is suspended or deleted; nothing of it can be put on sale.";
        }
    }

    /** There is no visible ticket type. */
    record NothingToSell() implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.NOTHING_TO_SELL;
        }

        @Override
        public String message() {
            return "The event has no visible ticket type; add one first.";
        }
    }

    /** More tickets are sold or held than the new capacity. */
    record CapacityBelowSold(int taken) implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.CAPACITY_BELOW_SOLD;
        }

        @Override
        public String message() {
            return "The capacity cannot be less than the " + taken + " tickets that are sold or held.";
        }
    }

    /** There are ticket types in the present currency. */
    record CurrencyLocked() implements EventRefusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.CURRENCY_LOCKED;
        }

        @Override
        public String message() {
            return "The event has ticket types, so its currency stays.";
        }
    }
}
