package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Moves an intent from one state to the next, with the charge and the events that belong to each step. */
final class Confirmations {

    private static final List<String> CONFIRMED =
            List.of("payment_method_options", "receipt_email", "setup_future_usage", "shipping");

    private final Store store;
    private final Clock clock;
    private final Events events;
    private final PaymentMethods methods;
    private final Charges charges;
    private final String baseUrl;

    Confirmations(Store store, Clock clock, Events events, PaymentMethods methods, Charges charges, String baseUrl) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.methods = methods;
        this.charges = charges;
        this.baseUrl = baseUrl;
    }

    /** Tries to pay; a refusal of the card is thrown after the intent has noted it. */
    ObjectNode confirm(ObjectNode intent, Call call) {
        IntentStates.require(intent, "confirmed", IntentStates.OPEN);
        ObjectNode method = method(intent, call.params());
        intent.put("payment_method", Json.text(method, "id"));
        intent.putNull("last_payment_error").putNull("next_action");
        Merge.fields(intent, call.params(), CONFIRMED);
        if (PaymentMethods.cardOf(method).needsAuthentication()) {
            return askForAuthentication(intent, call);
        }
        return pay(intent, method, call);
    }

    private ObjectNode method(ObjectNode intent, Params params) {
        if (params.has("payment_method_data")) {
            return methods.fromData(params.nested("payment_method_data"));
        }
        String id = params.text("payment_method");
        id = id == null ? Json.text(intent, "payment_method") : id;
        if (id == null) {
            throw IntentStates.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. Update it with a"
                            + " payment method and confirm it again, or confirm it directly with a payment method.");
        }
        return methods.require(id, "payment_method");
    }

    private ObjectNode askForAuthentication(ObjectNode intent, Call call) {
        if (call.params().flag("error_on_requires_action") || call.params().flag("off_session")) {
            throw refuse(
                    intent,
                    "authentication_required",
                    "authentication_required",
                    "Your card was declined. This transaction requires authentication.",
                    call.origin());
        }
        String id = Json.require(intent, "id");
        String page = baseUrl + "/_emulator/payment_intents/" + id + "/authenticate";
        String returnUrl = call.params().text("return_url");
        ObjectNode action = intent.putObject("next_action");
        if (returnUrl == null) {
            action.put("type", "use_stripe_sdk");
            action.putObject("use_stripe_sdk")
                    .put("type", "three_d_secure_redirect")
                    .put("stripe_js", page);
        } else {
            action.put("type", "redirect_to_url");
            action.putObject("redirect_to_url").put("url", page).put("return_url", returnUrl);
        }
        store.save(intent.put("status", "requires_action"));
        events.record("payment_intent.requires_action", intent, call.origin());
        return intent;
    }

    /** The buyer's bank has answered: pay now, or fail for good. */
    ObjectNode authenticated(ObjectNode intent, boolean succeeded, Call call) {
        IntentStates.require(intent, "authenticated", Set.of("requires_action"));
        ObjectNode method = methods.require(Json.require(intent, "payment_method"), "payment_method");
        intent.putNull("next_action");
        if (!succeeded) {
            throw refuse(
                    intent,
                    "payment_intent_authentication_failure",
                    null,
                    "The provided PaymentMethod has failed authentication.",
                    call.origin());
        }
        return pay(intent, method, call);
    }

    private ObjectNode pay(ObjectNode intent, ObjectNode method, Call call) {
        TestCard card = PaymentMethods.cardOf(method);
        String declined = card.declinedWith();
        if (declined != null) {
            ObjectNode charge = charges.refuse(intent, method, card, call.origin());
            intent.put("latest_charge", Json.text(charge, "id"));
            throw refuse(intent, declined, card.declineCode(), card.declineMessage(), call.origin())
                    .with("charge", Json.require(charge, "id"));
        }
        boolean captureNow = !"manual".equals(Json.text(intent, "capture_method"));
        ObjectNode charge = charges.accept(intent, method, captureNow, call.origin());
        intent.put("latest_charge", Json.text(charge, "id"));
        return captureNow
                ? succeed(intent, Json.number(intent, "amount"), call.origin())
                : reserve(intent, call.origin());
    }

    private ObjectNode reserve(ObjectNode intent, Origin origin) {
        intent.put("status", "requires_capture").set("amount_capturable", intent.path("amount"));
        store.save(intent);
        events.record("payment_intent.amount_capturable_updated", intent, origin);
        return intent;
    }

    private ObjectNode succeed(ObjectNode intent, long received, Origin origin) {
        store.save(intent.put("status", "succeeded")
                .put("amount_received", received)
                .put("amount_capturable", 0));
        events.record("payment_intent.succeeded", intent, origin);
        return intent;
    }

    private ApiError refuse(
            ObjectNode intent, String code, @Nullable String declineCode, String message, Origin origin) {
        ObjectNode method = methods.require(Json.require(intent, "payment_method"), "payment_method");
        ObjectNode error = Json.object().put("code", code);
        error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        error.put("message", message);
        error.set("payment_method", method);
        error.put("type", "card_error");
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        intent.set("last_payment_error", error);
        store.save(intent.put("status", "requires_payment_method").putNull("payment_method"));
        events.record("payment_intent.payment_failed", intent, origin);
        ApiError refusal =
                ApiError.card(message).code(code).with("payment_method", method).with("payment_intent", intent);
        return declineCode == null ? refusal : refusal.with("decline_code", declineCode);
    }

    ObjectNode capture(ObjectNode intent, long amount, Origin origin) {
        charges.capture(chargeOf(intent), amount, origin);
        return succeed(intent, amount, origin);
    }

    ObjectNode cancel(ObjectNode intent, @Nullable String reason, Origin origin) {
        if ("requires_capture".equals(Json.text(intent, "status"))) {
            charges.release(chargeOf(intent), origin);
        }
        intent.put("status", "canceled").put("cancellation_reason", reason).putNull("next_action");
        store.save(intent.put("amount_capturable", 0)
                .put("canceled_at", clock.instant().getEpochSecond()));
        events.record("payment_intent.canceled", intent, origin);
        return intent;
    }

    private ObjectNode chargeOf(ObjectNode intent) {
        return charges.require(Json.require(intent, "latest_charge"), "charge");
    }
}
