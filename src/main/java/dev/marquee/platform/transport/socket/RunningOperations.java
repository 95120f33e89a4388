package dev.marquee.platform.transport.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The operations of one WebSocket by their ids. */
final class RunningOperations {

    private final Map<String, Running> byId = new ConcurrentHashMap<>();
    private final int limit;

    RunningOperations(int limit) {
        this.limit = limit;
    }

    boolean full() {
        return byId.size() >= limit;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    Running start(String id) {
        Running operation = new Running(id);
        byId.put(id, operation);
        return operation;
    }

    /** Ends an operation because the client does not want it any longer. */
    void cancel(String id) {
        Running operation = byId.remove(id);
        if (operation != null) {
            operation.cancellation.tryEmitEmpty();
        }
    }

    /** One operation that holds its id until it is released. */
    final class Running {

        private final String id;
        private final Sinks.Empty<Void> cancellation = Sinks.empty();

        private Running(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        Mono<Void> cancelled() {
            return cancellation.asMono();
        }

        void release() {
            byId.remove(id, this);
        }
    }
}
