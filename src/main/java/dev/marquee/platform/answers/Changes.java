package dev.marquee.platform.answers;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** When topics changed last, by {@link System#nanoTime()}; what it has no room for counts as changed. */
final class Changes {

    private static final int MOST_TOPICS = 100_000;

    private final ConcurrentMap<String, Long> last = new ConcurrentHashMap<>();
    private volatile long everything = System.nanoTime();

    void note(String topic) {
        if (last.size() >= MOST_TOPICS) {
            noteAll();
        }
        last.put(topic, System.nanoTime());
    }

    void noteAll() {
        everything = System.nanoTime();
        last.clear();
        everything = System.nanoTime();
    }

    /** Whether any of the topics changed at that moment or later. */
    boolean since(long moment, Collection<String> topics) {
        if (everything - moment >= 0) {
            return true;
        }
        for (String topic : topics) {
            Long changed = last.get(topic);
            if (changed != null && changed - moment >= 0) {
                return true;
            }
        }
        return false;
    }
}
