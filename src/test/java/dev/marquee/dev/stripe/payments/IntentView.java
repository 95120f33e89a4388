package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.state.Json;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a caller may see of an intent: all of it with the secret key, the buyer's part with the client secret. */
final class IntentView {

    private static final Set<String> BUYERS = Set.of(
            "id",
            "object",
            "amount",
            "amount_details",
            "automatic_payment_methods",
            "canceled_at",
            "cancellation_reason",
            "capture_method",
            "client_secret",
            "confirmation_method",
            "created",
            "currency",
            "description",
            "last_payment_error",
            "livemode",
            "next_action",
            "payment_method",
            "payment_method_types",
            "processing",
            "receipt_email",
            "setup_future_usage",
            "shipping",
            "source",
            "status");

    private IntentView() {}

    static ObjectNode of(ObjectNode intent, Call call) {
        return call.isPublishable() ? intent.deepCopy().retain(BUYERS) : intent;
    }

    static ApiError of(ApiError refusal, Call call) {
        return call.isPublishable() ? refusal.retain("payment_intent", BUYERS) : refusal;
    }

    /** Refuses a browser that does not show the intent's client secret. */
    static void checkSecret(ObjectNode intent, Call call) {
        String shown = call.params().text("client_secret");
        if (call.isPublishable() && shown == null) {
            throw ApiError.invalid("client_secret", "parameter_missing", "Missing required param: client_secret.");
        }
        if (shown != null && !shown.equals(Json.text(intent, "client_secret"))) {
            throw ApiError.invalid(
                    "client_secret",
                    "payment_intent_invalid_parameter",
                    "The client_secret provided does not match any associated payment_intent on this account.");
        }
    }
}
