package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.state.Json;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** In which states of an intent an operation is allowed. */
final class IntentStates {

    static final Set<String> OPEN = Set.of("requires_payment_method", "requires_confirmation", "requires_action");
    static final Set<String> CANCELABLE = Set.of(
            "requires_payment_method", "requires_confirmation", "requires_action", "requires_capture", "processing");

    private IntentStates() {}

    /** Refuses with {@code payment_intent_unexpected_state} unless the intent is in one of the states. */
    static void require(ObjectNode intent, String verb, Set<String> allowed) {
        String status = Json.require(intent, "status");
        if (!allowed.contains(status)) {
            throw unexpected(
                    intent,
                    ("This PaymentIntent could not be %s because it has a status of %s. Only a PaymentIntent with one"
                                    + " of the following statuses may be %s: %s.")
                            .formatted(
                                    verb,
                                    status,
                                    verb,
                                    String.join(", ", allowed.stream().sorted().toList())));
        }
    }

    static ApiError unexpected(ObjectNode intent, String message) {
        return ApiError.invalid(message)
                .code("payment_intent_unexpected_state")
                .with("payment_intent", intent)
                .executed();
    }
}
