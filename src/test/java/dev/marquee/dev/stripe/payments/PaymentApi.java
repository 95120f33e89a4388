package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All payment resources together, and what happens to them outside the API: at the buyer's bank. */
public final class PaymentApi {

    private final Store store;
    private final PaymentMethods methods;
    private final Balances balances;
    private final Charges charges;
    private final Confirmations confirmations;
    private final PaymentIntents intents;
    private final Refunds refunds;

    public PaymentApi(Store store, Clock clock, Events events, String baseUrl) {
        this.store = store;
        this.methods = new PaymentMethods(store, clock);
        this.balances = new Balances(store, clock);
        this.charges = new Charges(store, clock, events, balances);
        this.confirmations = new Confirmations(store, clock, events, methods, charges, baseUrl);
        this.intents = new PaymentIntents(store, clock, events, methods, confirmations);
        this.refunds = new Refunds(store, clock, events, charges, balances);
    }

    public void routes(Router router, Lists lists) {
        methods.routes(router, lists);
        balances.routes(router, lists);
        charges.routes(router, lists);
        intents.routes(router, lists);
        refunds.routes(router, lists);
    }

    /** Ends the authentication that an intent waits for, well unless {@code outcome=failed}. */
    public JsonNode authenticate(Call call) {
        String id = call.variable("id");
        ObjectNode intent = store.find(PaymentIntents.TYPE, id)
                .orElseThrow(() -> ApiError.missing(PaymentIntents.TYPE, id, "intent"));
        return confirmations.authenticated(
                intent, !call.params().text("outcome", "succeeded").equals("failed"), call);
    }

    /** Ends a refund that is pending, or with {@code outcome=failed} or {@code canceled} takes one back. */
    public JsonNode settleRefund(Call call) {
        return refunds.settle(call);
    }
}
