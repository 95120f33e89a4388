package dev.marquee.dev.stripe.webhooks;

import com.stripe.Stripe;
import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Lists;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Shapes;
import dev.marquee.dev.stripe.state.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What happened, as Stripe events: kept, listed, and handed over for delivery. */
public final class Events {

    static final String TYPE = "event";

    private final Store store;
    private final Clock clock;
    private final Webhooks webhooks;
    private final List<ObjectNode> fresh = new ArrayList<>();

    public Events(Store store, Clock clock, Webhooks webhooks) {
        this.store = store;
        this.clock = clock;
        this.webhooks = webhooks;
    }

    public void routes(Router router, Lists lists) {
        router.on("GET", "/v1/events", call -> lists.page(call, TYPE, Set.of("type")))
                .on("GET", "/v1/events/{id}", this::retrieve);
    }

    private ObjectNode retrieve(Call call) {
        String id = call.variable("id");
        return find(id).orElseThrow(() -> ApiError.missing(TYPE, id, "id"));
    }

    public Optional<ObjectNode> find(String id) {
        return store.find(TYPE, id);
    }

    /** All events kept, oldest first. */
    public List<ObjectNode> all() {
        return store.all(TYPE).toList();
    }

    /** Notes that something happened to the object, as it is now. */
    public void record(String type, ObjectNode object, Origin origin) {
        record(type, object, Json.object(), origin);
    }

    /** Notes a change together with the values that the changed fields had before. */
    public void record(String type, ObjectNode object, ObjectNode previous, Origin origin) {
        ObjectNode event = Shapes.create(TYPE, "evt", clock.instant().getEpochSecond());
        event.put("api_version", Stripe.API_VERSION);
        event.put("type", type);
        event.put("pending_webhooks", webhooks.wants(type) ? 1 : 0);
        ObjectNode data = Json.child(event, "data");
        data.set("object", object.deepCopy());
        if (!previous.isEmpty()) {
            data.set("previous_attributes", previous);
        }
        Json.child(event, "request").put("id", origin.requestId()).put("idempotency_key", origin.idempotencyKey());
        store.save(event);
        fresh.add(event);
    }

    /** Hands over what was recorded since the last call; to be called under the store's lock. */
    public List<ObjectNode> drain() {
        List<ObjectNode> drained = List.copyOf(fresh);
        fresh.clear();
        return drained;
    }
}
