package dev.marquee.analytics;

import dev.marquee.shared.EventId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Views that are not written down yet, of so many events at most. */
final class ViewBuffer {

    /** An event and the full hour in which it was looked at. */
    record Slot(EventId event, Instant hour) {}

    private final ConcurrentHashMap<Slot, Long> views = new ConcurrentHashMap<>();
    private final int capacity;

    ViewBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Adds views; false when there is no room for another event. */
    boolean add(Slot slot, long count) {
        if (views.size() >= capacity && !views.containsKey(slot)) {
            return false;
        }
        views.merge(slot, count, Long::sum);
        return true;
    }

    /** Takes everything out. */
    Map<Slot, Long> drain() {
        Map<Slot, Long> drained = new HashMap<>();
        for (Slot slot : views.keySet()) {
            Long count = views.remove(slot);
            if (count != null) {
                drained.put(slot, count);
            }
        }
        return drained;
    }
}
