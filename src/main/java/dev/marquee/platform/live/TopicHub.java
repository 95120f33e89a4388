package dev.marquee.platform.live;

import dev.marquee.platform.LiveBus.Signal;
import dev.marquee.platform.LiveNews;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Hands signals to the listeners of their topic within this process; a listener that is slow misses repeats. */
final class TopicHub {

    private final ConcurrentMap<String, Set<FluxSink<Signal>>> listeners = new ConcurrentHashMap<>();
    private final List<LiveNews.Listener> everything = new CopyOnWriteArrayList<>();

    Flux<Signal> listen(String topic) {
        return Flux.create(
                listener -> {
                    listeners.compute(topic, (name, present) -> {
                        Set<FluxSink<Signal>> all = present == null ? ConcurrentHashMap.newKeySet() : present;
                        all.add(listener);
                        return all;
                    });
                    listener.onDispose(() -> listeners.computeIfPresent(topic, (name, present) -> {
                        present.remove(listener);
                        return present.isEmpty() ? null : present;
                    }));
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    void listen(LiveNews.Listener listener) {
        everything.add(listener);
    }

    void tell(String topic) {
        everything.forEach(listener -> listener.changed(topic));
        Set<FluxSink<Signal>> present = listeners.get(topic);
        if (present != null) {
            present.forEach(listener -> listener.next(Signal.CHANGED));
        }
    }

    void resume() {
        everything.forEach(LiveNews.Listener::gap);
        listeners.values().forEach(all -> all.forEach(listener -> listener.next(Signal.RESUMED)));
    }

    int topics() {
        return listeners.size();
    }
}
