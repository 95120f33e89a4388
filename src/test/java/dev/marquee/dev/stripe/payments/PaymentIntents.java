package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Ids;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of {@code /v1/payment_intents}. */
final class PaymentIntents {

    static final String TYPE = "payment_intent";
    private static final List<String> COPIED = List.of(
            "customer",
            "description",
            "on_behalf_of",
            "payment_method_options",
            "receipt_email",
            "setup_future_usage",
            "shipping",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_data",
            "transfer_group");
    private static final Set<String> CHANGEABLE = union(
            Set.copyOf(COPIED),
            Set.of(
                    "amount",
                    "currency",
                    "application_fee_amount",
                    "capture_method",
                    "expand",
                    "metadata",
                    "payment_method",
                    "payment_method_data",
                    "payment_method_types"));
    private static final Set<String> CONFIRMING = Set.of(
            "client_secret",
            "error_on_requires_action",
            "expand",
            "key",
            "off_session",
            "payment_method",
            "payment_method_data",
            "payment_method_options",
            "receipt_email",
            "return_url",
            "setup_future_usage",
            "shipping",
            "use_stripe_sdk");
    private static final Set<String> CREATING =
            union(union(CHANGEABLE, CONFIRMING), Set.of("automatic_payment_methods", "confirm", "confirmation_method"));
    private static final Set<String> PRICING =
            Set.of("amount", "currency", "capture_method", "payment_method", "payment_method_data");
    private static final Set<String> CAPTURE_METHODS = Set.of("automatic", "automatic_async", "manual");
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

    private final Store store;
    private final Clock clock;
    private final Events events;
    private final PaymentMethods methods;
    private final Confirmations confirmations;

    PaymentIntents(Store store, Clock clock, Events events, PaymentMethods methods, Confirmations confirmations) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.methods = methods;
        this.confirmations = confirmations;
    }

    void routes(Router router, Lists lists) {
        router.on("POST", "/v1/payment_intents", this::create)
                .on("GET", "/v1/payment_intents", call -> lists.page(call, TYPE, Set.of("customer")))
                .open("GET", "/v1/payment_intents/{id}", this::retrieve)
                .on("POST", "/v1/payment_intents/{id}", this::update)
                .open("POST", "/v1/payment_intents/{id}/confirm", this::confirm)
                .on("POST", "/v1/payment_intents/{id}/capture", this::capture)
                .on("POST", "/v1/payment_intents/{id}/cancel", this::cancel);
    }

    private JsonNode create(Call call) {
        Params params = call.params();
        params.allowOnly(CREATING);
        String currency = Amounts.currency(params);
        ObjectNode intent = Shapes.create(TYPE, "pi", clock.instant().getEpochSecond());
        intent.put("amount", Amounts.chargeable(params, currency)).put("currency", currency);
        intent.put("client_secret", Ids.clientSecret(Json.require(intent, "id")));
        intent.put(
                "confirmation_method",
                params.choice("confirmation_method", "automatic", Set.of("automatic", "manual")));
        methodTypes(intent, params);
        settings(intent, params);
        boolean confirmed = params.flag("confirm");
        store.save(intent);
        events.record("payment_intent.created", intent, call.origin());
        return confirmed ? confirmations.confirm(intent, call) : intent;
    }

    private static void methodTypes(ObjectNode intent, Params params) {
        if (params.nested("automatic_payment_methods").flag("enabled") || !params.has("payment_method_types")) {
            intent.putObject("automatic_payment_methods")
                    .put(
                            "allow_redirects",
                            params.nested("automatic_payment_methods")
                                    .choice("allow_redirects", "always", Set.of("always", "never")))
                    .put("enabled", true);
        } else if (!params.list("payment_method_types").equals(List.of("card"))) {
            throw ApiError.invalid("The payment method types must be exactly: card.")
                    .with("param", "payment_method_types");
        }
    }

    private void settings(ObjectNode intent, Params params) {
        intent.put("capture_method", params.choice("capture_method", method(intent), CAPTURE_METHODS));
        if (params.has("application_fee_amount")) {
            fee(intent, params);
        }
        Merge.fields(intent, params, COPIED);
        Merge.metadata(intent, params);
        String method = params.text("payment_method");
        if (method != null) {
            ObjectNode found = methods.require(method, "payment_method");
            intent.put("payment_method", Json.text(found, "id")).put("status", "requires_confirmation");
        } else if (params.has("payment_method_data")) {
            ObjectNode made = methods.fromData(params.nested("payment_method_data"));
            intent.put("payment_method", Json.text(made, "id")).put("status", "requires_confirmation");
        }
    }

    private static String method(ObjectNode intent) {
        return Json.require(intent, "capture_method");
    }

    private static void fee(ObjectNode intent, Params params) {
        long fee = params.integer("application_fee_amount", 0);
        if (fee > Json.number(intent, "amount")) {
            throw ApiError.invalid("The application fee cannot be greater than the amount.")
                    .with("param", "application_fee_amount");
        }
        intent.put("application_fee_amount", fee);
    }

    private ObjectNode require(Call call) {
        String id = call.variable("id");
        return store.find(TYPE, id).orElseThrow(() -> ApiError.missing(TYPE, id, "intent"));
    }

    private JsonNode retrieve(Call call) {
        call.params().allowOnly(Set.of("client_secret", "expand", "key"));
        ObjectNode intent = require(call);
        IntentView.checkSecret(intent, call);
        return IntentView.of(intent, call);
    }

    private JsonNode update(Call call) {
        Params params = call.params();
        params.allowOnly(CHANGEABLE);
        ObjectNode intent = require(call);
        if (PRICING.stream().anyMatch(params::has)) {
            IntentStates.require(intent, "updated", IntentStates.OPEN);
        }
        String currency = params.has("currency") ? Amounts.currency(params) : Json.require(intent, "currency");
        if (params.has("amount")) {
            intent.put("amount", Amounts.chargeable(params, currency));
        }
        intent.put("currency", currency);
        settings(intent, params);
        store.save(intent);
        return intent;
    }

    private JsonNode confirm(Call call) {
        call.params().allowOnly(CONFIRMING);
        ObjectNode intent = require(call);
        IntentView.checkSecret(intent, call);
        try {
            return IntentView.of(confirmations.confirm(intent, call), call);
        } catch (ApiError refusal) {
            throw IntentView.of(refusal, call);
        }
    }

    private JsonNode capture(Call call) {
        call.params().allowOnly(Set.of("amount_to_capture", "expand", "final_capture", "metadata"));
        ObjectNode intent = require(call);
        IntentStates.require(intent, "captured", Set.of("requires_capture"));
        long capturable = Json.number(intent, "amount_capturable");
        long amount = Amounts.positive(call.params(), "amount_to_capture", capturable);
        if (amount > capturable) {
            throw ApiError.invalid(
                    "amount_to_capture",
                    "amount_too_large",
                    "The amount to capture is more than the amount that can be captured.");
        }
        Merge.metadata(intent, call.params());
        return confirmations.capture(intent, amount, call.origin());
    }

    private JsonNode cancel(Call call) {
        Params params = call.params();
        params.allowOnly(Set.of("cancellation_reason", "expand"));
        ObjectNode intent = require(call);
        String reason = params.text("cancellation_reason");
        if (reason != null) {
            params.choice("cancellation_reason", reason, REASONS);
        }
        IntentStates.require(intent, "canceled", IntentStates.CANCELABLE);
        return confirmations.cancel(intent, reason, call.origin());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
