package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import java.time.Clock;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of {@code /v1/refunds}: full and partial refunds, never more than was captured. */
final class Refunds {

    static final String TYPE = "refund";
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final Store store;
    private final Clock clock;
    private final Events events;
    private final Charges charges;
    private final Balances balances;

    Refunds(Store store, Clock clock, Events events, Charges charges, Balances balances) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.charges = charges;
        this.balances = balances;
    }

    void routes(Router router, Lists lists) {
        router.on("POST", "/v1/refunds", this::create)
                .on("GET", "/v1/refunds", call -> lists.page(call, TYPE, Set.of("charge", "payment_intent")))
                .on("GET", "/v1/refunds/{id}", this::require)
                .on("POST", "/v1/refunds/{id}", this::update);
    }

    private ObjectNode require(Call call) {
        String id = call.variable("id");
        return store.find(TYPE, id).orElseThrow(() -> ApiError.missing(TYPE, id, "id"));
    }

    private JsonNode create(Call call) {
        Params params = call.params();
        params.allowOnly(Set.of(
                "amount",
                "charge",
                "expand",
                "metadata",
                "payment_intent",
                "reason",
                "refund_application_fee",
                "reverse_transfer"));
        String reason = params.text("reason");
        if (reason != null) {
            params.choice("reason", reason, REASONS);
        }
        ObjectNode charge = charge(params);
        long amount = amount(charge, params);
        TestCard card = PaymentMethods.cardOf(method(charge));
        ObjectNode refund = Shapes.create(TYPE, "re", clock.instant().getEpochSecond());
        refund.put("amount", amount).put("reason", reason);
        refund.set("charge", charge.path("id"));
        for (String field : new String[] {"currency", "payment_intent", "payment_method"}) {
            refund.set(field, charge.path(field));
        }
        Merge.metadata(refund, params);
        refund.put("status", card == TestCard.PENDING_REFUND ? "pending" : "succeeded");
        refund.put("balance_transaction", book(refund, false));
        store.save(refund);
        events.record("refund.created", refund, call.origin());
        charges.refunded(charge, refund, amount, call.origin());
        return refund;
    }

    private ObjectNode method(ObjectNode charge) {
        String id = Json.require(charge, "payment_method");
        return store.find(PaymentMethods.TYPE, id)
                .orElseThrow(() -> ApiError.missing("PaymentMethod", id, "payment_method"));
    }

    private String book(ObjectNode refund, boolean failed) {
        return Json.require(
                balances.refund(
                        Json.require(refund, "id"),
                        Json.number(refund, "amount"),
                        Json.require(refund, "currency"),
                        failed),
                "id");
    }

    private ObjectNode charge(Params params) {
        String chargeId = params.text("charge");
        if (chargeId != null) {
            return refundable(charges.require(chargeId, "charge"));
        }
        String intentId = params.text("payment_intent");
        if (intentId == null) {
            throw ApiError.invalid(
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        ObjectNode intent = store.find(PaymentIntents.TYPE, intentId)
                .orElseThrow(() -> ApiError.missing(PaymentIntents.TYPE, intentId, "payment_intent"));
        if (!"succeeded".equals(Json.text(intent, "status"))) {
            throw ApiError.invalid(
                            "This PaymentIntent (%s) does not have a successful charge to refund.".formatted(intentId))
                    .code("payment_intent_unexpected_state")
                    .executed();
        }
        return refundable(charges.require(Json.require(intent, "latest_charge"), "charge"));
    }

    private static ObjectNode refundable(ObjectNode charge) {
        String id = Json.require(charge, "id");
        if (!Json.flag(charge, "captured")) {
            throw ApiError.invalid("Charge %s has not been captured and cannot be refunded.".formatted(id))
                    .executed();
        }
        if (Json.flag(charge, "refunded")) {
            throw ApiError.invalid("Charge %s has already been refunded.".formatted(id))
                    .code("charge_already_refunded")
                    .executed();
        }
        return charge;
    }

    private static long amount(ObjectNode charge, Params params) {
        long left = Json.number(charge, "amount") - Json.number(charge, "amount_refunded");
        long amount = Amounts.positive(params, "amount", left);
        if (amount > left) {
            String currency = Json.require(charge, "currency");
            throw ApiError.invalid("Refund amount (%s) is greater than unrefunded amount on charge (%s)"
                            .formatted(Amounts.display(amount, currency), Amounts.display(left, currency)))
                    .with("param", "amount")
                    .executed();
        }
        return amount;
    }

    private JsonNode update(Call call) {
        call.params().allowOnly(Set.of("metadata", "expand"));
        ObjectNode refund = require(call);
        Merge.metadata(refund, call.params());
        store.save(refund);
        events.record("refund.updated", refund, call.origin());
        return refund;
    }

    /** The bank has answered late: a pending refund succeeds, fails or is cancelled, a succeeded one may still fail. */
    JsonNode settle(Call call) {
        ObjectNode refund = require(call);
        String outcome = call.params().choice("outcome", "succeeded", Set.of("succeeded", "failed", "canceled"));
        boolean failed = !outcome.equals("succeeded");
        refund.put("status", outcome);
        if (failed) {
            refund.put("failure_balance_transaction", book(refund, true));
        }
        if (outcome.equals("failed")) {
            refund.put("failure_reason", "lost_or_stolen_card");
        }
        store.save(refund);
        events.record("charge.refund.updated", refund, call.origin());
        events.record("refund.updated", refund, call.origin());
        long returned = failed ? -Json.number(refund, "amount") : 0;
        charges.refunded(charges.require(Json.require(refund, "charge"), "charge"), refund, returned, call.origin());
        if (outcome.equals("failed")) {
            events.record("refund.failed", refund, call.origin());
        }
        return refund;
    }
}
