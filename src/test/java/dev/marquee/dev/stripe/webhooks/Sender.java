package dev.marquee.dev.stripe.webhooks;

import dev.marquee.dev.stripe.state.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Posts signed events, tries again with back-off what is not accepted, and keeps a log of the attempts. */
final class Sender implements AutoCloseable {

    private static final int LOG_LIMIT = 5_000;

    private final Clock clock;
    private final Supplier<WebhookSettings> settings;
    private final Consumer<String> delivered;
    private final Deque<Delivery> log = new ArrayDeque<>();
    private final Semaphore connections = new Semaphore(64);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Sender(Clock clock, Supplier<WebhookSettings> settings, Consumer<String> delivered) {
        this.clock = clock;
        this.settings = settings;
        this.delivered = delivered;
    }

    /** Starts to deliver; the future ends after the first attempt, whatever came of it. */
    CompletableFuture<Void> send(ObjectNode event) {
        return attempt(event, body(event), 1);
    }

    /** The event as it is sent, with the alterations that are set. */
    String body(ObjectNode event) {
        ObjectNode sent = event.deepCopy();
        ObjectNode object = Json.child(Json.child(sent, "data"), "object");
        settings.get().altered().forEach((field, value) -> {
            object.putPOJO(field, value);
            if (field.equals("livemode")) {
                sent.putPOJO(field, value);
            }
        });
        return Json.pretty(sent);
    }

    private CompletableFuture<Void> attempt(ObjectNode event, String body, int attempt) {
        try {
            return CompletableFuture.runAsync(() -> deliver(event, body, attempt), workers);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void deliver(ObjectNode event, String body, int attempt) {
        String url = settings.get().url();
        if (url == null) {
            return;
        }
        Delivery delivery = post(url, event, body, attempt);
        note(delivery);
        if (delivery.succeeded()) {
            delivered.accept(delivery.eventId());
        } else if (attempt < settings.get().attempts() && !timer.isShutdown()) {
            long pause = settings.get().pauseAfter(attempt).toMillis();
            timer.schedule(() -> attempt(event, body, attempt + 1), pause, TimeUnit.MILLISECONDS);
        }
    }

    private Delivery post(String url, ObjectNode event, String body, int attempt) {
        SignedPayload payload =
                SignedPayload.sign(body, clock.instant(), List.of(settings.get().secret()));
        String id = Json.require(event, "id");
        String type = Json.require(event, "type");
        connections.acquireUninterruptibly();
        try {
            int status = client.send(request(url, payload), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return new Delivery(id, type, attempt, url, payload, status, null, clock.instant());
        } catch (IOException e) {
            return new Delivery(id, type, attempt, url, payload, 0, e.toString(), clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(id, type, attempt, url, payload, 0, e.toString(), clock.instant());
        } finally {
            connections.release();
        }
    }

    private static HttpRequest request(String url, SignedPayload payload) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", payload.signature())
                .POST(HttpRequest.BodyPublishers.ofString(payload.body()))
                .build();
    }

    private void note(Delivery delivery) {
        synchronized (log) {
            log.addLast(delivery);
            if (log.size() > LOG_LIMIT) {
                log.removeFirst();
            }
        }
    }

    List<Delivery> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    void clear() {
        synchronized (log) {
            log.clear();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        client.shutdownNow();
    }
}
