package dev.marquee.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * What an answer rests on, gathered while it is worked out, so that the same question may be answered from memory until
 * that changes. An answer is remembered only if each of its root fields has vouched for it with {@link #field}.
 */
public final class Basis {

    private final Set<String> topics = new HashSet<>();
    private final List<Runnable> repeats = new ArrayList<>();
    private int fields;
    private Instant until = Instant.MAX;

    /** Tells the answer under way, if it may be remembered, what it rests on. */
    public static Mono<Void> note(Consumer<Basis> what) {
        return Mono.deferContextual(context -> {
            context.<Basis>getOrEmpty(Basis.class).ifPresent(what);
            return Mono.empty();
        });
    }

    /** A root field is the same for every anonymous caller, and rests on nothing but what is noted here. */
    public synchronized Basis field() {
        fields++;
        return this;
    }

    /** The answer may be another one after a signal of this topic of the live bus. */
    public synchronized Basis on(String topic) {
        topics.add(topic);
        return this;
    }

    /** The answer may be another one from this moment on, without a signal. */
    public synchronized Basis until(Instant moment) {
        until = moment.isBefore(until) ? moment : until;
        return this;
    }

    /** What has to happen each time that the answer is given again from memory. Must not block. */
    public synchronized Basis eachTime(Runnable effect) {
        repeats.add(effect);
        return this;
    }

    public synchronized int fields() {
        return fields;
    }

    public synchronized Collection<String> topics() {
        return List.copyOf(topics);
    }

    public synchronized Instant until() {
        return until;
    }

    public synchronized List<Runnable> repeats() {
        return List.copyOf(repeats);
    }
}
