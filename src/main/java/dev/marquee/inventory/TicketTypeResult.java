package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.plans.Plan;
import dev.marquee.plans.PlanLimit;
import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import dev.marquee.shared.TicketTypeId;

/** What a mutation of a ticket type came to. */
sealed interface TicketTypeResult {

    /** The ticket type was added. */
    record CreateTicketTypeSuccess(TicketType ticketType) implements TicketTypeResult {}

    /** The ticket type was changed. */
    record UpdateTicketTypeSuccess(TicketType ticketType) implements TicketTypeResult {}

    /** The ticket type is gone. */
    record DeleteTicketTypeSuccess(TicketTypeId ticketTypeId) implements TicketTypeResult {}

    /** The sale would end before it starts. */
    record InvalidSalesWindow() implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.INVALID_SALES_WINDOW;
        }

        @Override
        public String message() {
            return "The sale must end after it starts.";
        }
    }

    /** The plan of the event allows no more. */
    record PlanLimitReached(PlanLimit kind, int limit, int used, Plan plan, String message)
            implements TicketTypeResult, Refusal {

        static PlanLimitReached of(Plan.Reached fact) {
            return new PlanLimitReached(fact.kind(), fact.limit(), fact.used(), fact.plan(), fact.message());
        }

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_LIMIT_REACHED;
        }
    }

    /** The event's state does not allow this. */
    record EventStateConflict(EventStatus status) implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.EVENT_STATE_CONFLICT;
        }

        @Override
        public String message() {
            return "The event is cancelled, so its ticket types stay as they are.";
        }
    }

    /** Tickets were sold or are held at the present price. */
    record PriceLocked(int taken) implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PRICE_LOCKED;
        }

        @Override
        public String message() {
            return "The price stays, since " + taken + " tickets are sold or held; add another ticket type instead.";
        }
    }

    /** The quantity asked for is lower than what is sold and held. */
    record QuantityBelowSold(int taken) implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.QUANTITY_BELOW_SOLD;
        }

        @Override
        public String message() {
            return "The quantity cannot be less than the " + taken + " tickets that are sold or held.";
        }
    }

    /** A published event would be left without a visible ticket type. */
    record NothingToSell() implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.NOTHING_TO_SELL;
        }

        @Override
        public String message() {
            return "A published event has a visible ticket type; add another one or take the event off first.";
        }
    }

    /** Orders refer to the ticket type. */
    record TicketTypeInUse() implements TicketTypeResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.TICKET_TYPE_IN_USE;
        }

        @Override
        public String message() {
            return "Orders refer to this ticket type; hide it instead.";
        }
    }
}
