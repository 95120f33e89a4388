package dev.marquee.platform.transport;

import dev.marquee.platform.limits.LimitSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Counts the WebSockets and event streams of this instance, and asks them to end before the server stops. */
@Component
public class LiveConnections implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 512;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** What became of who asked for a place. */
    public enum Entry {
        ADMITTED,
        /** This instance serves as many as it can. */
        FULL,
        /** The client's address has as many as it may. */
        ADDRESS_FULL,
        /** The server stops. */
        STOPPING
    }

    private final AtomicInteger open = new AtomicInteger();
    private final ClientNetworks networks;
    private final int limit;
    private final Duration grace;
    private volatile boolean running;
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile Sinks.Empty<Void> idle = Sinks.empty();

    LiveConnections(LimitSettings limits, TransportSettings settings) {
        this.limit = limits.connections();
        this.networks = new ClientNetworks(limits.connectionsPerAddress());
        this.grace = settings.shutdownGrace().plus(FAREWELL);
    }

    /** Asks for a place for a client, whose address may be unknown; who was admitted has to {@link #leave} again. */
    public Entry enter(@Nullable InetSocketAddress client) {
        if (!running) {
            return Entry.STOPPING;
        }
        if (open.getAndUpdate(count -> Math.min(limit, count + 1)) >= limit) {
            return Entry.FULL;
        }
        if (client != null && !networks.take(client)) {
            release();
            return Entry.ADDRESS_FULL;
        }
        return Entry.ADMITTED;
    }

    /** Gives a place back. */
    public void leave(@Nullable InetSocketAddress client) {
        if (client != null) {
            networks.giveBack(client);
        }
        release();
    }

    private void release() {
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
