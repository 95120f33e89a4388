package dev.marquee.ticketing;

import dev.marquee.ordering.Guests;
import dev.marquee.platform.Rows;
import dev.marquee.platform.schedule.Repeated;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Forgets whom a deleted person's tickets were for, once the event is over. */
@Component
class GuestsOfTheDeleted implements Repeated {

    private static final Duration PACE = Duration.ofHours(6);

    /** How long the server may stand still without missing an event. */
    private static final Duration BACK = Duration.ofDays(60);

    private final DatabaseClient database;
    private final Guests guests;
    private final TransactionalOperator transactions;
    private final Clock clock;

    GuestsOfTheDeleted(DatabaseClient database, Guests guests, TransactionalOperator transactions, Clock clock) {
        this.database = database;
        this.guests = guests;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Mono<Void> once() {
        Instant now = clock.instant();
        return database.sql("""
                        update ticket t set attendee_name = '', attendee_email = '' from person p, event e
                        where p.deleted_at is not null and t.holder_id = p.id and e.id = t.event_id
                          and e.ends_at > :since and e.ends_at <= :now and (t.attendee_name <> '' or t.attendee_email <> '')
                        returning t.order_id
                        """)
                .bind("since", now.minus(BACK))
                .bind("now", now)
                .map(row -> new OrderId(Rows.uuid(row, "order_id")))
                .all()
                .collect(Collectors.toSet())
                .flatMap(guests::forget)
                .as(transactions::transactional);
    }
}
