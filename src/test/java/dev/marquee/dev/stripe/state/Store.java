package dev.marquee.dev.stripe.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects by type and id, oldest first, at most a fixed number of each type; what is read is always a copy, and only
 * {@link #save} changes what is kept.
 */
public final class Store {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SequencedMap<String, String>> objects = new LinkedHashMap<>();
    private final int limit;
    private volatile Runnable listener = () -> {};

    /** A store that keeps the newest {@code limit} objects of each type. */
    public Store(int limit) {
        this.limit = limit;
    }

    /** Calls the listener after each change. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Runs work that nobody else's work may come between. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public Optional<ObjectNode> find(String type, String id) {
        return locked(() -> Optional.ofNullable(ofType(type).get(id)).map(Json::parse));
    }

    /** Keeps the object under its own {@code object} and {@code id}. */
    public void save(ObjectNode object) {
        String json = Json.compact(object);
        locked(() -> put(Json.require(object, "object"), Json.require(object, "id"), json));
        listener.run();
    }

    public void delete(String type, String id) {
        locked(() -> Optional.ofNullable(ofType(type).remove(id)));
        listener.run();
    }

    public List<String> ids(String type) {
        return locked(() -> List.copyOf(ofType(type).sequencedKeySet()));
    }

    /** All objects of a type, oldest first. */
    public Stream<ObjectNode> all(String type) {
        return locked(() -> List.copyOf(ofType(type).sequencedValues())).stream()
                .map(Json::parse);
    }

    /** Forgets everything. */
    public void clear() {
        locked(() -> {
            objects.clear();
            return true;
        });
        listener.run();
    }

    /** Everything as one JSON document: an array of objects per type. */
    String export() {
        ObjectNode document = Json.object();
        Map<String, List<String>> copies = locked(this::copy);
        copies.forEach((type, values) -> {
            ArrayNode array = document.putArray(type);
            values.forEach(value -> array.add(Json.parse(value)));
        });
        return Json.compact(document);
    }

    /** Takes over what {@link #export} wrote. */
    void restore(String document) {
        for (Map.Entry<String, JsonNode> type : Json.parse(document).properties()) {
            type.getValue()
                    .values()
                    .forEach(object -> put(type.getKey(), Json.require(object, "id"), Json.compact(object)));
        }
    }

    private Map<String, List<String>> copy() {
        Map<String, List<String>> copies = new LinkedHashMap<>();
        objects.forEach((type, values) -> copies.put(type, List.copyOf(values.sequencedValues())));
        return copies;
    }

    private boolean put(String type, String id, String json) {
        SequencedMap<String, String> ofType = ofType(type);
        ofType.put(id, json);
        if (ofType.size() > limit) {
            ofType.pollFirstEntry();
        }
        return true;
    }

    private SequencedMap<String, String> ofType(String type) {
        return objects.computeIfAbsent(type, ignored -> new LinkedHashMap<>());
    }
}
