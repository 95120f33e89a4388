package dev.marquee.dev.stripe;

import dev.marquee.dev.stripe.http.Answer;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Call.Access;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Expansion;
import dev.marquee.dev.stripe.http.Faults;
import dev.marquee.dev.stripe.http.Idempotency;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.payments.PaymentApi;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Snapshot;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import dev.marquee.dev.stripe.webhooks.WebhookSettings;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Stripe of our own on the loopback interface: payment intents, refunds, test cards, idempotency and signed webhooks
 * under {@code /v1}, and switches to make it fail under {@code /_emulator}.
 */
public final class StripeEmulator implements AutoCloseable {

    private final EmulatorSettings settings;
    private final Server server;
    private final Store store;
    private final Faults faults = new Faults();
    private final Webhooks webhooks;
    private final Events events;
    private final PaymentApi payments;
    private final Changes changes;
    private final @Nullable Snapshot snapshot;

    private StripeEmulator(EmulatorSettings settings) {
        this.settings = settings;
        server = new Server(settings.port());
        store = new Store(settings.limit());
        Path file = settings.file();
        snapshot = file == null ? null : Snapshot.follow(store, file);
        webhooks = new Webhooks(
                store, settings.clock(), WebhookSettings.to(settings.webhookUrl(), settings.webhookSecret()));
        events = new Events(store, settings.clock(), webhooks);
        payments = new PaymentApi(store, settings.clock(), events, url());
        changes = new Changes(store, events, webhooks);
    }

    /** Starts on the port, 0 for a free one, with the defaults. */
    public static StripeEmulator start(int port) {
        return start(EmulatorSettings.defaults().withPort(port));
    }

    public static StripeEmulator start(EmulatorSettings settings) {
        StripeEmulator emulator = new StripeEmulator(settings);
        emulator.serve();
        emulator.webhooks.resume();
        return emulator;
    }

    private void serve() {
        Router router = new Router();
        Lists lists = new Lists(store);
        payments.routes(router, lists);
        events.routes(router, lists);
        Idempotency idempotency = new Idempotency(store, settings.clock());
        Api api = new Api(settings.keys(), router, faults, idempotency, new Expansion(store), changes);
        Controls controls = new Controls(this, payments, changes);
        server.start(api::handle, controls::handle);
    }

    /** The base address, to be given to {@code StripeClient.builder().setApiBase(...)}. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public String secretKey() {
        return settings.keys().secret();
    }

    public String publishableKey() {
        return settings.keys().publishable();
    }

    /** Faults of the next calls. */
    public Faults faults() {
        return faults;
    }

    /** Delivery of events: where to, how badly, and what was delivered. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** All events kept, oldest first. */
    public List<ObjectNode> events() {
        return events.all();
    }

    /** Lets the buyer's bank answer to a refund: {@code succeeded}, {@code failed} or {@code canceled}. */
    public void settleRefund(String refund, String outcome) {
        Params params = new Params(Json.object().put("outcome", outcome));
        Call call = new Call("POST", "/settle", Map.of("id", refund), params, Access.SECRET, Origin.NONE);
        int status = changes.run(() -> new Answer(200, payments.settleRefund(call)))
                .answer()
                .status();
        if (status != 200) {
            throw new IllegalStateException("the refund " + refund + " cannot be settled: " + status);
        }
    }

    Clock clock() {
        return settings.clock();
    }

    /** Forgets all objects, faults and deliveries, and delivers well again. */
    public void reset() {
        store.clear();
        faults.clear();
        webhooks.clear();
        webhooks.change(now -> WebhookSettings.to(now.url(), now.secret()));
    }

    @Override
    public void close() {
        faults.close();
        server.close();
        webhooks.close();
        if (snapshot != null) {
            snapshot.close();
        }
    }

    /** Runs alone until it is killed: {@code [port] [webhook URL] [webhook secret] [file]}. */
    public static void main(String[] args) throws InterruptedException {
        EmulatorSettings settings =
                EmulatorSettings.defaults().withPort(args.length > 0 ? Integer.parseInt(args[0]) : 12111);
        if (args.length > 1) {
            settings = settings.withWebhooks(args[1], args.length > 2 ? args[2] : EmulatorSettings.WEBHOOK_SECRET);
        }
        if (args.length > 3) {
            settings = settings.withFile(Path.of(args[3]));
        }
        StripeEmulator emulator = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        System.out.println("Stripe emulator at " + emulator.url() + ", secret key " + emulator.secretKey()
                + ", publishable key " + emulator.publishableKey());
        new CountDownLatch(1).await();
    }
}
