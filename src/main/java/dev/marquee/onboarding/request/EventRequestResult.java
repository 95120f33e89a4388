package dev.marquee.onboarding.request;

import dev.marquee.catalog.Event;
import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import java.time.Instant;

/** What a mutation of a request came to, where it is not the event itself that is refused. */
sealed interface EventRequestResult {

    /** The request waits for an administrator. */
    record RequestEventSuccess(EventRequest eventRequest) implements EventRequestResult {}

    /** The request is taken back. */
    record WithdrawEventRequestSuccess(EventRequest eventRequest) implements EventRequestResult {}

    /** The request has become an event. */
    record ApproveEventRequestSuccess(EventRequest eventRequest, Event event) implements EventRequestResult {}

    /** The request is turned down. */
    record RejectEventRequestSuccess(EventRequest eventRequest) implements EventRequestResult {}

    /** Somebody decided before. */
    record AlreadyDecided(EventRequestStatus status, Instant decidedAt)
            implements EventRequestResult, EventRequestChange, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ALREADY_DECIDED;
        }

        @Override
        public String message() {
            return switch (status) {
                case APPROVED -> "The request was approved before.";
                case REJECTED -> "The request was rejected before.";
                default -> "The request was withdrawn.";
            };
        }
    }

    /** The person has enough undecided requests. */
    record OpenRequestLimitReached(int limit) implements EventRequestResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.OPEN_REQUEST_LIMIT_REACHED;
        }

        @Override
        public String message() {
            return "You may have " + limit + " undecided requests at a time; withdraw one or wait.";
        }
    }
}
