package dev.marquee.platform.outbox;

import dev.marquee.platform.schedule.Repeated;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells those who watch the server how many effects wait, and how many for a person, by the names of their handlers. */
@Component
class OutboxBacklog implements Repeated {

    private static final Duration PACE = Duration.ofSeconds(5);

    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final MultiGauge gauge;

    OutboxBacklog(OutboxTable table, OutboxHandlers handlers, MeterRegistry meters) {
        this.table = table;
        this.handlers = handlers;
        this.gauge = MultiGauge.builder("marquee.outbox.backlog").register(meters);
    }

    /** How many effects of the handlers of a name there are to carry out. */
    record Backlog(String handler, long waiting, long dead) {

        private Stream<MultiGauge.Row<?>> rows() {
            return Stream.of(row("waiting", waiting), row("dead", dead));
        }

        private MultiGauge.Row<Number> row(String state, long count) {
            return MultiGauge.Row.of(Tags.of("handler", handler, "state", state), count);
        }
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Mono<List<Backlog>> once() {
        return table.backlog(handlers.names())
                .collectList()
                .doOnNext(backlogs ->
                        gauge.register(backlogs.stream().flatMap(Backlog::rows).toList(), true));
    }
}
