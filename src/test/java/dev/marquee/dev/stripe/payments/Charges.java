package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Attempts to take the money of an intent: accepted, refused, captured, released and refunded. */
final class Charges {

    static final String TYPE = "charge";
    private static final List<String> COPIED = List.of(
            "amount",
            "application_fee_amount",
            "currency",
            "customer",
            "description",
            "metadata",
            "on_behalf_of",
            "receipt_email",
            "shipping",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_data",
            "transfer_group");
    private static final List<String> CARD_FACTS = List.of("brand", "country", "fingerprint", "funding", "last4");

    private final Store store;
    private final Clock clock;
    private final Events events;
    private final Balances balances;

    Charges(Store store, Clock clock, Events events, Balances balances) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.balances = balances;
    }

    void routes(Router router, Lists lists) {
        router.on("GET", "/v1/charges", call -> lists.page(call, TYPE, Set.of("payment_intent", "customer")))
                .on("GET", "/v1/charges/{id}", call -> require(call.variable("id"), "id"));
    }

    ObjectNode require(String id, String param) {
        return store.find(TYPE, id).orElseThrow(() -> ApiError.missing(TYPE, id, param));
    }

    /** The money is reserved, and taken at once unless the intent is captured by hand. */
    ObjectNode accept(ObjectNode intent, ObjectNode method, boolean captureNow, Origin origin) {
        ObjectNode charge = draft(intent, method);
        charge.put("paid", true).put("status", "succeeded");
        charge.put("receipt_url", "https://pay.stripe.com/receipts/payment/" + Json.text(charge, "id"));
        if (captureNow) {
            take(charge, Json.number(charge, "amount"), PaymentMethods.cardOf(method) == TestCard.BYPASS_PENDING);
        }
        store.save(charge);
        events.record("charge.succeeded", charge, origin);
        return charge;
    }

    /** The issuer refuses. */
    ObjectNode refuse(ObjectNode intent, ObjectNode method, TestCard card, Origin origin) {
        ObjectNode charge = draft(intent, method);
        charge.put("status", "failed");
        charge.put("failure_code", card.declinedWith()).put("failure_message", card.declineMessage());
        Json.child(charge, "outcome")
                .put("network_status", "declined_by_network")
                .put("reason", card.declineCode() == null ? card.declinedWith() : card.declineCode())
                .put("seller_message", "The bank did not return any further details with this decline.")
                .put("type", "issuer_declined");
        store.save(charge);
        events.record("charge.failed", charge, origin);
        return charge;
    }

    /** Takes reserved money; what is not taken is released. */
    void capture(ObjectNode charge, long amount, Origin origin) {
        take(charge, amount, false);
        charge.put("amount_refunded", Json.number(charge, "amount") - amount);
        store.save(charge);
        events.record("charge.captured", charge, origin);
    }

    /** Gives reserved money back untaken. */
    void release(ObjectNode charge, Origin origin) {
        charge.put("amount_refunded", Json.number(charge, "amount")).put("refunded", true);
        store.save(charge);
        events.record("charge.refunded", charge, origin);
    }

    /** Notes a refund on its charge, a negative amount when the refund failed after all. */
    void refunded(ObjectNode charge, ObjectNode refund, long amount, Origin origin) {
        ObjectNode previous = Json.object()
                .put("amount_refunded", Json.number(charge, "amount_refunded"))
                .put("refunded", Json.flag(charge, "refunded"));
        long total = Json.number(charge, "amount_refunded") + amount;
        charge.put("amount_refunded", total).put("refunded", total == Json.number(charge, "amount"));
        replace((ArrayNode) Json.child(charge, "refunds").path("data"), refund);
        store.save(charge);
        if (amount > 0) {
            events.record("charge.refunded", charge, previous, origin);
        }
    }

    /** The refunds on the charge, newest first and at most ten. */
    private static void replace(ArrayNode refunds, ObjectNode refund) {
        for (int i = 0; i < refunds.size(); i++) {
            if (refunds.path(i).path("id").equals(refund.path("id"))) {
                refunds.set(i, refund.deepCopy());
                return;
            }
        }
        refunds.insert(0, refund.deepCopy());
        if (refunds.size() > 10) {
            refunds.remove(10);
        }
    }

    private void take(ObjectNode charge, long amount, boolean available) {
        ObjectNode transaction =
                balances.charge(Json.require(charge, "id"), amount, Json.require(charge, "currency"), available);
        charge.put("captured", true).put("amount_captured", amount);
        charge.put("balance_transaction", Json.text(transaction, "id"));
    }

    private ObjectNode draft(ObjectNode intent, ObjectNode method) {
        ObjectNode charge = Shapes.create(TYPE, "ch", clock.instant().getEpochSecond());
        COPIED.forEach(field -> charge.set(field, intent.path(field).deepCopy()));
        charge.put("payment_intent", Json.text(intent, "id")).put("payment_method", Json.text(method, "id"));
        charge.set("billing_details", method.path("billing_details"));
        Json.child(charge, "refunds").put("url", "/v1/charges/%s/refunds".formatted(Json.text(charge, "id")));
        ObjectNode card = Json.child(Json.child(charge, "payment_method_details"), "card");
        CARD_FACTS.forEach(field -> card.set(field, method.path("card").path(field)));
        card.set("network", card.path("brand"));
        card.set("amount_authorized", charge.path("amount"));
        Json.child(card, "overcapture").set("maximum_amount_capturable", charge.path("amount"));
        return charge;
    }
}
