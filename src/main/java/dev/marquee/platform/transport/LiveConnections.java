package dev.marquee.platform.transport;

import dev.marquee.platform.limits.LimitSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Counts the WebSockets and event streams of this instance, and asks them to end before the server stops. */
@Component
public class LiveConnections implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 512;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final AtomicInteger open = new AtomicInteger();
    private final int limit;
    private final Duration grace;
    private volatile boolean running;
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile Sinks.Empty<Void> idle = Sinks.empty();

    LiveConnections(LimitSettings limits, TransportSettings settings) {
        this.limit = limits.connections();
        this.grace = settings.shutdownGrace().plus(FAREWELL);
    }

    /** Takes a place; false when there is none. Who took one gives it back by {@link #leave()}. */
    public boolean enter() {
        return running && open.getAndUpdate(count -> Math.min(limit, count + 1)) < limit;
    }

    /** Gives a place back. */
    public void leave() {
        if (open.decrementAndGet() == 0 && !running) {
            idle.tryEmitEmpty();
        }
    }

    /** Completes when connections have to end because the server stops. */
    public Mono<Void> stopping() {
        return stopping.asMono();
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        idle = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        stopping.tryEmitEmpty();
        if (open.get() == 0) {
            idle.tryEmitEmpty();
        }
        idle.asMono()
                .timeout(grace)
                .onErrorComplete()
                .doFinally(end -> callback.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }
}
