package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Remembers the first answer under each idempotency key for 24 hours, and refuses the key to any other request. */
public final class Idempotency {

    private static final String TYPE = "idempotent_answer";
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Store store;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public Idempotency(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Claims the key of a POST; the answer it already has, when there is one, frees the claim at once. */
    public Optional<Answer> begin(Call call) {
        String key = keyOf(call);
        if (key == null) {
            return Optional.empty();
        }
        if (key.length() > 255) {
            throw ApiError.invalid("Idempotency keys can be at most 255 characters long.");
        }
        if (!running.add(key)) {
            throw inUse(key);
        }
        Optional<ObjectNode> kept = store.find(TYPE, key).filter(this::isFresh);
        try {
            return kept.map(answer -> replay(answer, call, key));
        } finally {
            if (kept.isPresent()) {
                running.remove(key);
            }
        }
    }

    /** Ends the claim, keeping the answer when the endpoint did its work. */
    public void end(Call call, @Nullable Answer answer) {
        String key = keyOf(call);
        if (key != null) {
            if (answer != null) {
                store.save(record(call, key, answer));
            }
            running.remove(key);
        }
    }

    private static @Nullable String keyOf(Call call) {
        return call.method().equals("POST") ? call.origin().idempotencyKey() : null;
    }

    private boolean isFresh(ObjectNode kept) {
        return Json.number(kept, "created") + LIFETIME.toSeconds()
                > clock.instant().getEpochSecond();
    }

    private ObjectNode record(Call call, String key, Answer answer) {
        ObjectNode kept = Json.object();
        kept.put("id", key);
        kept.put("object", TYPE);
        kept.put("created", clock.instant().getEpochSecond());
        kept.put("path", call.path());
        kept.put("params", Json.compact(call.params().tree()));
        kept.put("request", call.origin().requestId());
        kept.put("status", answer.status());
        kept.set("body", answer.body());
        return kept;
    }

    private static Answer replay(ObjectNode kept, Call call, String key) {
        if (!call.path().equals(Json.text(kept, "path"))) {
            throw mismatch(
                    "Keys for idempotent requests can only be used for the same endpoint they were first used"
                            + " for ('%s' vs '%s').".formatted(call.path(), Json.text(kept, "path")),
                    key);
        }
        if (!call.params().tree().equals(Json.parse(Json.require(kept, "params")))) {
            throw mismatch(
                    "Keys for idempotent requests can only be used with the same parameters they were first"
                            + " used with.",
                    key);
        }
        return new Answer((int) Json.number(kept, "status"), Json.child(kept, "body"))
                .withHeader("Idempotent-Replayed", "true")
                .withHeader("Original-Request", Json.require(kept, "request"));
    }

    private static ApiError mismatch(String reason, String key) {
        return ApiError.of(
                400,
                "idempotency_error",
                reason
                        + " Try using a key other than '%s' if you meant to execute a different request."
                                .formatted(key));
    }

    private static ApiError inUse(String key) {
        return ApiError.of(
                        409,
                        "invalid_request_error",
                        ("There is currently another in-progress request using this"
                                        + " Idempotent Key (that probably means you submitted twice, and the other request is still"
                                        + " going through): %s. Please try again later.")
                                .formatted(key))
                .code("idempotency_key_in_use");
    }
}
