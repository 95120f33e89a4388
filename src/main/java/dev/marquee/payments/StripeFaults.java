package dev.marquee.payments;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** What failures of Stripe's calls mean. */
final class StripeFaults {

    private StripeFaults() {}

    /** Whether the call failed at Stripe or on the way there, took too long, or found no free thread. */
    static boolean isProviders(Throwable fault) {
        return fault instanceof StripeException
                || fault instanceof TimeoutException
                || fault instanceof RejectedExecutionException;
    }

    /** Whether the intent is in a state in which it cannot be cancelled. */
    static boolean isUnexpectedState(Throwable fault) {
        return hasCode(fault, "payment_intent_unexpected_state");
    }

    /** Whether the money went back before. */
    static boolean isRefundedAlready(Throwable fault) {
        return hasCode(fault, "charge_already_refunded");
    }

    /** Whether the call can never succeed as it is, e.g. since the amount is too small. */
    static boolean isPermanent(Throwable fault) {
        return fault instanceof InvalidRequestException invalid
                && !(fault instanceof RateLimitException)
                && Objects.equals(invalid.getStatusCode(), 400);
    }

    /** Stripe's name of what went wrong. */
    static String code(Throwable fault) {
        String code = fault instanceof StripeException known ? known.getCode() : null;
        return code == null ? "unknown" : code;
    }

    /** What a fault of Stripe's means to an administrator. */
    static String reason(Throwable fault) {
        return fault instanceof StripeException refused && refused.getCode() != null
                ? "Stripe refuses: " + refused.getCode() + "."
                : "Stripe is out of reach.";
    }

    private static boolean hasCode(Throwable fault, String code) {
        return fault instanceof InvalidRequestException invalid && code.equals(invalid.getCode());
    }
}
