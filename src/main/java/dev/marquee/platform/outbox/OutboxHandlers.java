package dev.marquee.platform.outbox;

import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Finds who carries out a topic. */
@Component
class OutboxHandlers {

    private final Supplier<List<OutboxHandler<?>>> handlers;
    private final JsonMapper json;

    OutboxHandlers(ObjectProvider<OutboxHandler<?>> handlers, JsonMapper json) {
        this.handlers = SingletonSupplier.of(() -> handlers.stream().toList());
        this.json = json;
    }

    List<String> namesFor(String topic) {
        return handlers.get().stream()
                .filter(handler -> handler.topic().equals(topic))
                .map(OutboxHandler::name)
                .toList();
    }

    /** The names of all handlers, each of which is a queue of its own. */
    List<String> names() {
        return handlers.get().stream().map(OutboxHandler::name).distinct().toList();
    }

    /** Carries a row out; fails when nobody can. */
    Mono<Void> handle(OutboxRow row) {
        return Mono.defer(() -> handlers.get().stream()
                .filter(handler ->
                        handler.topic().equals(row.topic()) && handler.name().equals(row.handler()))
                .findFirst()
                .map(handler -> handle(handler, row.id(), row.payload()))
                .orElseGet(() -> Mono.error(
                        new IllegalStateException("nobody handles " + row.topic() + " as " + row.handler()))));
    }

    private <T> Mono<Void> handle(OutboxHandler<T> handler, OutboxId id, String payload) {
        return handler.handle(id, json.readValue(payload, handler.payloadType()));
    }
}
