package dev.marquee.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are paid for: first up to the open PaymentIntent, then, once Stripe has confirmed them, its signed message up
 * to the issued ticket. Stripe is the emulator in a process of its own, whose processor time counts as that of others.
 */
record PaidWorkload(String name) implements Workload {

    private static final int CONNECTIONS = 64;
    private static final int MOST_MESSAGE_SECONDS = 120;

    /** Intents of a round that are not what one paid order with one ticket makes them. */
    private static final String UNEVEN = """
            with applied as (
              select payload -> 'data' -> 'object' ->> 'id' as intent, count(*) as messages from stripe_event
              where outcome = 'APPLIED' and type = 'payment_intent.succeeded' group by 1
            )
            select count(*) from payment p join orders o on o.id = p.order_id left join applied a on a.intent = p.intent_id
            where p.intent_id not like 'pi\\_bench\\_%' and p.status <> 'OPEN' and (
              p.status <> 'SUCCEEDED' or o.status <> 'PAID' or a.messages is distinct from 1
              or 1 <> (select count(*) from ticket t where t.order_id = o.id and t.status = 'VALID'))
            """;

    /** An order's part and a message's part. */
    private record Both(Round orders, Round messages) {}

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(Map.of());
        try (WebhookBox box = new WebhookBox(stage.stripe().webhookPort())) {
            stage.stripe().sendOnly("payment_intent.succeeded");
            WarmUp.of(
                    stage,
                    name,
                    () -> both(stage, box, stage.options().warmUp()).orders().rate());
            List<Both> rounds = new ArrayList<>();
            for (int round = 0; round < stage.options().rounds(); round++) {
                rounds.add(both(stage, box, stage.options().seconds()));
            }
            String uneven = stage.database().value(UNEVEN);
            if (!uneven.equals("0")) {
                throw new IllegalStateException(uneven + " intents have not come to one order with one ticket each");
            }
            return result(rounds);
        }
    }

    private Result result(List<Both> rounds) {
        Result orders = Result.ofRates(name, rounds.stream().map(Both::orders).toList(), null);
        Result messages =
                Result.ofRates(name, rounds.stream().map(Both::messages).toList(), null);
        Map<String, Double> more = new TreeMap<>(Map.of(
                "webhook_rate", messages.median().rate(),
                "webhook_p50_ms", messages.median().p50(),
                "webhook_p99_ms", messages.median().p99(),
                "webhook_bad", (double) messages.bad()));
        Double ofMessage = messages.serverMillis();
        Double ofOrder = orders.serverMillis();
        if (ofMessage != null && ofOrder != null) {
            more.put("webhook_server_ms", ofMessage);
            more.put("server_ms_in_all", ofOrder + ofMessage);
        }
        return orders.with(more);
    }

    private static Both both(Stage stage, WebhookBox box, int seconds) {
        int spread = stage.options().spread();
        String since = stage.database().value("select clock_timestamp()");
        Round orders = stage.measured(() -> {
            try (HttpLoad load = new HttpLoad(
                    stage.port(),
                    CONNECTIONS,
                    "\"clientSecret\":\"",
                    Requests.buy(stage, "w2p", spread + 1, 2 * spread))) {
                return load.closedLoop(seconds);
            }
        });
        List<String> intents = stage.database()
                .values("select intent_id from payment where status = 'OPEN' and created_at >= '" + since
                        + "'::timestamptz");
        stage.stripe().pay(intents);
        List<byte[]> messages = box.take(intents.size()).stream()
                .map(message -> Requests.post(
                        stage.port(),
                        "/webhooks/stripe",
                        "application/json",
                        "Stripe-Signature: " + message.signature() + "\r\n",
                        message.body().getBytes(StandardCharsets.UTF_8)))
                .toList();
        Round delivered = stage.measured(() -> {
            try (HttpLoad load = new HttpLoad(stage.port(), CONNECTIONS, "\"received\":true", messages.iterator())) {
                return load.closedLoop(MOST_MESSAGE_SECONDS);
            }
        });
        return new Both(orders, delivered);
    }
}
