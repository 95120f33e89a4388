package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The account's balance per currency, and the transactions that make it up, with Stripe's fee of 2.9 % + 30. */
final class Balances {

    private static final String TYPE = "balance_transaction";
    private static final String FUNDS = "funds";

    private final Store store;
    private final Clock clock;

    Balances(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void routes(Router router, Lists lists) {
        router.on("GET", "/v1/balance", this::balance)
                .on("GET", "/v1/balance_transactions", call -> lists.page(call, TYPE, Set.of("type", "source")))
                .on("GET", "/v1/balance_transactions/{id}", this::retrieve);
    }

    private ObjectNode retrieve(Call call) {
        String id = call.variable("id");
        return store.find(TYPE, id).orElseThrow(() -> ApiError.missing(TYPE, id, "id"));
    }

    /** Books a charge and its fee; the funds are pending unless the card bypasses that. */
    ObjectNode charge(String source, long amount, String currency, boolean available) {
        long fee = Math.ceilDiv(amount * 29, 1_000) + 30;
        ObjectNode transaction = transaction("charge", source, amount, currency, fee);
        if (available) {
            transaction.put("status", "available");
        }
        return book(transaction, available);
    }

    /** Books a refund; Stripe keeps the fee of the charge. */
    ObjectNode refund(String source, long amount, String currency, boolean failed) {
        return book(
                transaction(failed ? "refund_failure" : "refund", source, failed ? amount : -amount, currency, 0),
                false);
    }

    private ObjectNode transaction(String kind, String source, long amount, String currency, long fee) {
        long now = clock.instant().getEpochSecond();
        ObjectNode transaction = Shapes.create(TYPE, "txn", now);
        transaction.put("type", kind).put("reporting_category", kind).put("source", source);
        transaction.put("amount", amount).put("currency", currency);
        transaction.put("fee", fee).put("net", amount - fee);
        transaction.put("available_on", now + Duration.ofDays(2).toSeconds());
        if (fee > 0) {
            ((ArrayNode) transaction.path("fee_details"))
                    .addObject()
                    .put("amount", fee)
                    .putNull("application")
                    .put("currency", currency)
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        return transaction;
    }

    private ObjectNode book(ObjectNode transaction, boolean available) {
        String currency = Json.require(transaction, "currency");
        ObjectNode funds = store.find(FUNDS, currency)
                .orElseGet(() -> Json.object().put("object", FUNDS).put("id", currency));
        String part = available ? "available" : "pending";
        store.save(funds.put(part, Json.number(funds, part) + Json.number(transaction, "net")));
        store.save(transaction);
        return transaction;
    }

    private ObjectNode balance(Call call) {
        call.params().allowOnly(Set.of("expand"));
        ObjectNode balance = Json.object().put("object", "balance");
        for (String part : new String[] {"available", "connect_reserved", "pending"}) {
            ArrayNode amounts = balance.putArray(part);
            store.all(FUNDS).forEach(funds -> add(amounts, funds, part));
            if (amounts.isEmpty()) {
                add(amounts, Json.object().put("id", "usd"), part);
            }
        }
        return balance.put("livemode", false);
    }

    private static void add(ArrayNode amounts, ObjectNode funds, String part) {
        ObjectNode entry = amounts.addObject();
        entry.put("amount", Json.number(funds, part)).put("currency", Json.text(funds, "id"));
        if (!part.equals("connect_reserved")) {
            entry.putObject("source_types").put("card", Json.number(funds, part));
        }
    }
}
