package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import java.time.Clock;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Cards to pay with: Stripe's test cards by name, by number or by token, and the methods made from them. */
final class PaymentMethods {

    static final String TYPE = "payment_method";

    private final Store store;
    private final Clock clock;

    PaymentMethods(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void routes(Router router, Lists lists) {
        router.open("POST", "/v1/payment_methods", this::create)
                .on("GET", "/v1/payment_methods", call -> lists.page(call, TYPE, Set.of("type", "customer")))
                .on("GET", "/v1/payment_methods/{id}", call -> require(call.variable("id"), "payment_method"));
    }

    private ObjectNode create(Call call) {
        call.params().allowOnly(Set.of("type", "card", "billing_details", "metadata", "allow_redisplay", "expand"));
        return fromData(call.params());
    }

    /** Makes a method from {@code type=card} and {@code card[number]} or {@code card[token]}. */
    ObjectNode fromData(Params data) {
        data.choice("type", data.required("type"), Set.of("card"));
        ObjectNode method = store(card(data.nested("card")));
        Merge.metadata(method, data);
        Merge.into(Json.child(method, "billing_details"), data.json("billing_details"));
        store.save(method);
        return method;
    }

    private static TestCard card(Params card) {
        String token = card.text("token");
        if (token != null) {
            return TestCard.named(token.replaceFirst("^tok_", "pm_card_"))
                    .orElseThrow(() -> ApiError.missing("token", token, "card[token]"));
        }
        return TestCard.numbered(card.required("number"))
                .orElseThrow(() -> ApiError.card("Your card number is incorrect.")
                        .code("incorrect_number")
                        .with("param", "number"));
    }

    /** The method with that id; the name of a test card makes a new one. */
    ObjectNode require(String id, String param) {
        return TestCard.named(id)
                .map(this::store)
                .or(() -> store.find(TYPE, id))
                .orElseThrow(() -> ApiError.missing("PaymentMethod", id, param));
    }

    /** The test card behind a method. */
    static TestCard cardOf(ObjectNode method) {
        return TestCard.withFingerprint(Json.require(Json.child(method, "card"), "fingerprint"))
                .orElseThrow();
    }

    private ObjectNode store(TestCard card) {
        ObjectNode method = Shapes.create(TYPE, "pm", clock.instant().getEpochSecond());
        ObjectNode details = Json.child(method, "card");
        details.put("brand", card.brand());
        details.put("display_brand", card.brand());
        details.put("fingerprint", card.fingerprint());
        details.put("funding", card.funding());
        details.put("last4", card.last4());
        details.set(
                "networks",
                Json.object().set("available", Json.array().add(card.brand())).putNull("preferred"));
        store.save(method);
        return method;
    }
}
