package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import dev.marquee.dev.Ports;
import dev.marquee.dev.stripe.EmulatorSettings;
import dev.marquee.dev.stripe.StripeEmulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The emulator of Stripe in a process of its own, and the buyers who pay there. */
final class LocalStripe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 16;
    private static final int MOST_SECONDS = 120;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String KEY = "Authorization: Bearer " + EmulatorSettings.SECRET_KEY + "\r\n";

    private final int port = Ports.free();
    private final int webhookPort = Ports.free();
    private final ChildProcess process;

    LocalStripe() {
        process = Stage.java(
                "Stripe",
                StripeEmulator.class,
                Integer.toString(port),
                "http://127.0.0.1:" + webhookPort + "/",
                ServerEnvironment.WEBHOOK_SECRET);
        process.await(() -> Stage.listens(port), PATIENCE);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where Stripe sends its messages: to whoever hands them on to the server. */
    int webhookPort() {
        return webhookPort;
    }

    /** Has it send messages of this type only. */
    void sendOnly(String type) {
        post(List.of("/_emulator/webhooks"), "types[]=" + type, "\"ok\"");
    }

    /** Pays with a good card, as browsers do. */
    void pay(List<String> intents) {
        List<String> paths = intents.stream()
                .map(intent -> "/v1/payment_intents/" + intent + "/confirm")
                .toList();
        post(paths, "payment_method=pm_card_visa&return_url=http://127.0.0.1/", "\"succeeded\"");
    }

    private void post(List<String> paths, String form, String expected) {
        byte[] body = form.getBytes(StandardCharsets.US_ASCII);
        List<byte[]> requests = paths.stream()
                .map(path -> Requests.post(port, path, FORM, KEY, body))
                .toList();
        try (HttpLoad load = new HttpLoad(port, CONNECTIONS, expected, requests.iterator())) {
            Samples answers = load.closedLoop(MOST_SECONDS);
            if (answers.count(Samples.Kind.GOOD) < paths.size()) {
                throw new IllegalStateException("Stripe did %d of %d: %s"
                        .formatted(answers.count(Samples.Kind.GOOD), paths.size(), answers.example(Samples.Kind.BAD)));
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
