package dev.marquee.platform.outbox;

import dev.marquee.platform.schedule.Repeated;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets what is done, and buries what nobody here knows, unless a newer version of the server may. */
@Component
class OutboxTidying implements Repeated {

    private static final Duration PACE = Duration.ofHours(1);
    private static final Duration GRACE_OF_ORPHANS = Duration.ofDays(1);

    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final OutboxSettings settings;

    OutboxTidying(OutboxTable table, OutboxHandlers handlers, OutboxSettings settings) {
        this.table = table;
        this.handlers = handlers;
        this.settings = settings;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Mono<Void> once() {
        return table.deleteDone(settings.keepDone())
                .then(table.buryOrphans(handlers.names(), GRACE_OF_ORPHANS))
                .then();
    }
}
