package dev.marquee.ordering;

import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads orders and lists of orders, latest first. */
@Component
class OrderQueries {

    private static final String LIST = "orders";

    private final DatabaseClient database;
    private final Cursors cursors;

    OrderQueries(DatabaseClient database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    Mono<Order> byId(OrderId id) {
        return database.sql("select " + OrderRows.COLUMNS + " from orders o where o.id = :id")
                .bind("id", id.value())
                .map(OrderRows::order)
                .one();
    }

    Mono<Map<OrderId, Order>> byIds(Collection<OrderId> ids) {
        return database.sql("select " + OrderRows.COLUMNS
                        + " from orders o where o.id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(OrderRows::order)
                .all()
                .collectMap(Order::id);
    }

    Mono<Page<Order>> ofBuyer(PersonId buyer, PageRequest request) {
        return page("o.buyer_id = :owner", buyer.value(), null, request);
    }

    /** Orders of an event, only those in a state when it is given. */
    Mono<Page<Order>> ofEvent(EventId event, @Nullable OrderStatus status, PageRequest request) {
        return status == null
                ? page("o.event_id = :owner", event.value(), null, request)
                : page("o.event_id = :owner and o.status = :status", event.value(), status, request);
    }

    private Mono<Page<Order>> page(String which, UUID owner, @Nullable OrderStatus status, PageRequest request) {
        String after = request.cursor() == null ? "" : " and (o.created_at, o.id) < (:createdAt, :id)";
        var statement = database.sql("select " + OrderRows.COLUMNS + " from orders o where " + which + after
                        + " order by o.created_at desc, o.id desc limit :rows")
                .bind("owner", owner)
                .bind("rows", request.size() + 1);
        if (status != null) {
            statement = statement.bind("status", status.name());
        }
        if (request.cursor() != null) {
            List<Object> place = cursors.decode(LIST, request.cursor(), "after");
            statement = statement
                    .bind("createdAt", Instant.EPOCH.plus(((Number) place.get(0)).longValue(), ChronoUnit.MICROS))
                    .bind("id", UUID.fromString((String) place.get(1)));
        }
        return statement.map(OrderRows::order).all().collectList().map(rows -> Page.of(rows, request, this::cursor));
    }

    private String cursor(Order order) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, order.createdAt());
        return cursors.encode(LIST, micros, order.id().value().toString());
    }
}
