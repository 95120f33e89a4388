package dev.marquee.platform.outbox;

import dev.marquee.platform.Outbox;
import dev.marquee.shared.OutboxId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes outside effects into the table, one row for each handler of the topic. */
@Component
class StoredOutbox implements Outbox {

    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final JsonMapper json;

    StoredOutbox(OutboxTable table, OutboxHandlers handlers, JsonMapper json) {
        this.table = table;
        this.handlers = handlers;
        this.json = json;
    }

    @Override
    public Mono<Void> addAll(String topic, List<?> payloads) {
        return Mono.defer(() -> {
            List<String> names = handlers.namesFor(topic);
            return insert(payloads.stream()
                    .map(json::writeValueAsString)
                    .flatMap(written ->
                            names.stream().map(name -> new OutboxRow(OutboxId.next(), topic, name, written, 0)))
                    .toList());
        });
    }

    @Override
    public Mono<Void> addOnce(OutboxId cause, String topic, List<?> payloads) {
        return Mono.defer(() -> {
            List<String> names = handlers.namesFor(topic);
            return insert(payloads.stream()
                    .map(json::writeValueAsString)
                    .flatMap(written -> names.stream()
                            .map(name -> new OutboxRow(follower(cause, name, written), topic, name, written, 0)))
                    .toList());
        });
    }

    private Mono<Void> insert(List<OutboxRow> rows) {
        return rows.isEmpty() ? Mono.empty() : table.insert(rows);
    }

    private static OutboxId follower(OutboxId cause, String handler, String payload) {
        String name = cause + " " + handler + " " + payload;
        return new OutboxId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
