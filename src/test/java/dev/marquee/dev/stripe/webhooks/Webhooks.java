package dev.marquee.dev.stripe.webhooks;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Sends events to the configured endpoint, well-behaved or as badly as a test wants it. */
public final class Webhooks implements AutoCloseable {

    /** In which order held events are released. */
    public enum Order {
        AS_RECORDED,
        REVERSED,
        SHUFFLED
    }

    private final Store store;
    private final Clock clock;
    private final Sender sender;
    private final List<ObjectNode> held = new ArrayList<>();
    private volatile WebhookSettings settings;

    public Webhooks(Store store, Clock clock, WebhookSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.sender = new Sender(clock, this::settings, this::markDelivered);
    }

    public WebhookSettings settings() {
        return settings;
    }

    /** Changes how events are delivered from now on. */
    public void change(UnaryOperator<WebhookSettings> how) {
        settings = how.apply(settings);
    }

    boolean wants(String type) {
        return settings.wants(type);
    }

    /** Sends the events, or keeps them while they are held; the future ends when each was tried once. */
    public CompletableFuture<Void> dispatch(List<ObjectNode> events) {
        List<ObjectNode> wanted = events.stream()
                .filter(event -> settings.wants(Json.require(event, "type")))
                .toList();
        return hold(wanted) ? CompletableFuture.completedFuture(null) : send(wanted, settings.copies());
    }

    private boolean hold(List<ObjectNode> events) {
        synchronized (held) {
            return settings.held() && (events.isEmpty() || held.addAll(events));
        }
    }

    /** Whether API calls wait for their events. */
    public boolean isBeforeAnswer() {
        return settings.beforeAnswer();
    }

    /** How many events are held back. */
    public int heldCount() {
        synchronized (held) {
            return held.size();
        }
    }

    /** Ends the holding and sends what was held, one after the other in that order. */
    public CompletableFuture<Void> release(Order order) {
        List<ObjectNode> events;
        synchronized (held) {
            events = new ArrayList<>(held);
            held.clear();
            change(now -> now.withHeld(false));
        }
        if (order == Order.REVERSED) {
            Collections.reverse(events);
        } else if (order == Order.SHUFFLED) {
            Collections.shuffle(events);
        }
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (ObjectNode event : events) {
            sent = sent.thenCompose(done -> send(List.of(event), settings.copies()));
        }
        return sent;
    }

    /** Sends one event once more, as {@code stripe events resend} does. */
    public CompletableFuture<Void> resend(String eventId) {
        return send(List.of(require(eventId)), 1);
    }

    /** Takes up what an earlier run could not deliver. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void resume() {
        send(
                store.all(Events.TYPE)
                        .filter(event -> Json.number(event, "pending_webhooks") > 0)
                        .toList(),
                1);
    }

    /** The body and header with which the event would be delivered at this moment. */
    public SignedPayload signed(String eventId) {
        return signed(eventId, clock.instant(), List.of(settings.secret()));
    }

    /** The same, signed at any time and with any secrets. */
    public SignedPayload signed(String eventId, Instant at, List<String> secrets) {
        return SignedPayload.sign(sender.body(require(eventId)), at, secrets);
    }

    /** The attempts so far, oldest first. */
    public List<Delivery> deliveries() {
        return sender.log();
    }

    private CompletableFuture<Void> send(List<ObjectNode> events, int copies) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (ObjectNode event : events) {
            for (int i = 0; i < copies; i++) {
                sent.add(sender.send(event));
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private ObjectNode require(String eventId) {
        return store.find(Events.TYPE, eventId).orElseThrow(() -> ApiError.missing(Events.TYPE, eventId, "id"));
    }

    private void markDelivered(String eventId) {
        store.locked(() -> store.find(Events.TYPE, eventId).map(event -> {
            store.save(event.put("pending_webhooks", 0));
            return event;
        }));
    }

    /** Forgets held events and the log. */
    public void clear() {
        synchronized (held) {
            held.clear();
        }
        sender.clear();
    }

    @Override
    public void close() {
        sender.close();
    }
}
