package dev.marquee.dev.stripe;

import dev.marquee.dev.stripe.http.Answer;
import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Call.Access;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.payments.PaymentApi;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.webhooks.Delivery;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import dev.marquee.dev.stripe.webhooks.WebhookSettings;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The switches of the emulator over HTTP, form fields in and JSON out, for users in another process. */
final class Controls {

    private final StripeEmulator emulator;
    private final Changes changes;
    private final Router router = new Router();

    Controls(StripeEmulator emulator, PaymentApi payments, Changes changes) {
        this.emulator = emulator;
        this.changes = changes;
        router.on("GET", "/_emulator/health", call -> ok())
                .on("POST", "/_emulator/reset", call -> done(emulator::reset))
                .on("POST", "/_emulator/faults", this::addFault)
                .on("POST", "/_emulator/faults/release", call -> done(emulator.faults()::release))
                .on("POST", "/_emulator/faults/clear", call -> done(emulator.faults()::clear))
                .on("POST", "/_emulator/webhooks", this::changeWebhooks)
                .on("POST", "/_emulator/webhooks/release", this::release)
                .on("GET", "/_emulator/deliveries", call -> deliveries())
                .on("GET", "/_emulator/events", call -> Json.array().addAll(emulator.events()))
                .on("GET", "/_emulator/events/{id}/signed", this::signed)
                .on("POST", "/_emulator/events/{id}/resend", this::resend)
                .on("POST", "/_emulator/payment_intents/{id}/authenticate", payments::authenticate)
                .on("GET", "/_emulator/payment_intents/{id}/authenticate", payments::authenticate)
                .on("POST", "/_emulator/refunds/{id}/settle", payments::settleRefund);
    }

    Answer handle(Api.Request request) {
        Router.Match match = router.find(request.method(), request.path())
                .orElseThrow(() -> ApiError.of(404, "invalid_request_error", "No such control: " + request.path()));
        Call call = new Call(
                request.method(), request.path(), match.variables(), request.params(), Access.SECRET, Origin.NONE);
        if (request.path().endsWith("/authenticate") || request.path().endsWith("/settle")) {
            return changes.run(() -> new Answer(200, match.endpoint().apply(call)))
                    .answer();
        }
        return new Answer(200, match.endpoint().apply(call));
    }

    private static ObjectNode ok() {
        return Json.object().put("ok", true);
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return ok();
    }

    private JsonNode addFault(Call call) {
        Params params = call.params();
        params.allowOnly(
                Set.of("kind", "method", "path", "times", "status", "retry_after", "delay_ms", "after_effect"));
        Fault fault = switch (params.choice("kind", "status", Set.of("status", "drop", "delay", "hold"))) {
            case "drop" -> Fault.drop();
            case "delay" -> Fault.delay(Duration.ofMillis(params.integer("delay_ms", 1_000)));
            case "hold" -> Fault.hold();
            default -> Fault.status((int) params.integer("status", 500));
        };
        fault = fault.on(params.text("method", "*"), params.text("path", "/v1/**"))
                .times((int) params.integer("times", 1));
        fault = params.flag("after_effect") ? fault.afterEffect() : fault;
        Long retryAfter = params.integer("retry_after");
        emulator.faults().add(retryAfter == null ? fault : fault.retryAfter(retryAfter.intValue()));
        return ok();
    }

    private JsonNode changeWebhooks(Call call) {
        Params params = call.params();
        params.allowOnly(Set.of("url", "secret", "types", "copies", "held", "before_answer", "altered"));
        emulator.webhooks().change(now -> apply(params, now));
        return ok();
    }

    private static WebhookSettings apply(Params params, WebhookSettings now) {
        WebhookSettings next = now.withCopies((int) params.integer("copies", now.copies()));
        next = next.withSecret(params.text("secret", next.secret()));
        next = params.has("url") ? next.withUrl(params.text("url")) : next;
        next = params.has("types") ? next.withTypes(Set.copyOf(params.list("types"))) : next;
        next = params.has("held") ? next.withHeld(params.flag("held")) : next;
        next = params.has("before_answer") ? next.withBeforeAnswer(params.flag("before_answer")) : next;
        return params.has("altered") ? next.withAltered(altered(params.nested("altered"))) : next;
    }

    private static Map<String, Object> altered(Params fields) {
        Map<String, Object> altered = new HashMap<>();
        for (String name : fields.tree().propertyNames()) {
            altered.put(
                    name,
                    switch (name) {
                        case "livemode" -> fields.flag(name);
                        case "amount", "amount_received", "amount_refunded" -> fields.integer(name, 0);
                        default -> fields.text(name, "");
                    });
        }
        return altered;
    }

    private JsonNode release(Call call) {
        String order = call.params().choice("order", "as_recorded", Set.of("as_recorded", "reversed", "shuffled"));
        return done(() -> emulator.webhooks()
                .release(Webhooks.Order.valueOf(order.toUpperCase(Locale.ROOT)))
                .join());
    }

    private JsonNode deliveries() {
        ArrayNode deliveries = Json.array();
        emulator.webhooks().deliveries().forEach(delivery -> deliveries.add(json(delivery)));
        return deliveries;
    }

    private static ObjectNode json(Delivery delivery) {
        ObjectNode json = Json.object().put("event", delivery.eventId()).put("type", delivery.type());
        json.put("attempt", delivery.attempt()).put("url", delivery.url());
        json.put("status", delivery.status()).put("failure", delivery.failure());
        return json.put("at", delivery.at().toString()).setAll(json(delivery.payload()));
    }

    private static ObjectNode json(SignedPayload payload) {
        return Json.object().put("body", payload.body()).put("signature", payload.signature());
    }

    /** The signed payload, by default as of now; {@code at} and {@code secret} make an old, future or bad one. */
    private JsonNode signed(Call call) {
        Params params = call.params();
        long at = params.integer("at", emulator.clock().instant().getEpochSecond());
        String secret = params.text("secret", emulator.webhooks().settings().secret());
        return json(emulator.webhooks().signed(call.variable("id"), Instant.ofEpochSecond(at), List.of(secret)));
    }

    private JsonNode resend(Call call) {
        return done(() -> emulator.webhooks().resend(call.variable("id")).join());
    }
}
