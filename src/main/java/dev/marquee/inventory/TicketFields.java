package dev.marquee.inventory;

import static dev.marquee.platform.selection.Kind.FLAG;
import static dev.marquee.platform.selection.Kind.INSTANT;
import static dev.marquee.platform.selection.Kind.INTEGER;
import static dev.marquee.platform.selection.Kind.TEXT;
import static java.util.Map.entry;

import dev.marquee.catalog.EventFields;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.inventory.EventTickets.Availability;
import dev.marquee.inventory.StockColumns.Offered;
import dev.marquee.platform.Basis;
import dev.marquee.platform.selection.Below;
import dev.marquee.platform.selection.Kind;
import dev.marquee.platform.selection.Part;
import dev.marquee.platform.selection.Row;
import dev.marquee.platform.selection.Shape;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ticket types and availability, read with the row of their event; teams are asked only for hidden types. */
@Component
class TicketFields implements EventFields {

    private static final Shape<Money> MONEY =
            new Shape<>("Money", Map.of("amount", Part.of(Money::amount), "currency", Part.of(Money::currency)));

    private static final Shape<Availability> AVAILABILITY = new Shape<>(
            "Availability",
            Map.of("remaining", Part.of(Availability::remaining), "soldOut", Part.of(Availability::soldOut)));

    private final Teams teams;
    private final Clock clock;

    TicketFields(Teams teams, Clock clock) {
        this.teams = teams;
        this.clock = clock;
    }

    @Override
    public Map<String, Part<Row>> parts() {
        return Map.of(
                "ticketTypes", this::ticketTypes, "availability", this::availability, "priceFrom", this::priceFrom);
    }

    private Function<Row, @Nullable Object> ticketTypes(Below below) {
        StockColumns stock = stock(below);
        var written = below.of(ticketType(stock), stock.ofTypes());
        return row -> stock.types(row).stream()
                .map(type -> written.apply(new Offered(row, type)))
                .toList();
    }

    private Function<Row, @Nullable Object> availability(Below below) {
        return stock(below).availability().andThen(below.of(AVAILABILITY))::apply;
    }

    private Function<Row, @Nullable Object> priceFrom(Below below) {
        StockColumns stock = stock(below);
        Function<Row, Money> price = stock.price();
        var written = below.of(MONEY);
        return row -> stock.visible(row).stream()
                .map(price)
                .min(Comparator.comparingLong(Money::amount))
                .map(written)
                .orElse(null);
    }

    private Shape<Offered> ticketType(StockColumns stock) {
        return new Shape<>(
                "TicketType",
                Map.ofEntries(
                        entry("id", own("t.id", Kind.UUID, TicketTypeId::new)),
                        entry("name", own("t.name", TEXT)),
                        entry("description", own("t.description", TEXT)),
                        entry("price", below -> price(stock, below)),
                        entry("quantity", own("t.quantity", INTEGER)),
                        entry("remaining", below -> stock.remaining()::apply),
                        entry("status", below -> stock.status()::apply),
                        entry("salesStart", own("t.sales_start", INSTANT)),
                        entry("salesEnd", own("t.sales_end", INSTANT)),
                        entry("maxPerOrder", own("t.max_per_order", INTEGER)),
                        entry("maxPerPerson", own("t.max_per_person", INTEGER)),
                        entry("hidden", own("t.hidden", FLAG)),
                        entry("position", own("t.position", INTEGER))));
    }

    private static Function<Offered, @Nullable Object> price(StockColumns stock, Below below) {
        return stock.price().<Offered>compose(Offered::type).andThen(below.of(MONEY))::apply;
    }

    private static <T> Part<Offered> own(String sql, Kind<T> kind) {
        return own(sql, kind, value -> value);
    }

    private static <T> Part<Offered> own(String sql, Kind<T> kind, Function<T, ?> made) {
        Part<Row> column = Part.column(sql, kind, made);
        return below -> column.bind(below).compose(Offered::type);
    }

    private StockColumns stock(Below below) {
        StockColumns stock = new StockColumns(below.columns(), clock);
        if (below.columns().noted()) {
            below.columns().before("what ticket types rest on", noting(stock));
        }
        below.columns().before("hidden ticket types", rows -> shown(stock, rows));
        return stock;
    }

    /** By the clock alone a hold ends, or the sale of a ticket type begins or ends. */
    private Function<List<Row>, Mono<List<Row>>> noting(StockColumns stock) {
        Predicate<Row> holds = stock.holds();
        Function<Row, Stream<Instant>> turns = stock.turns();
        return rows -> Basis.note(basis -> {
                    Instant now = clock.instant();
                    rows.forEach(row -> {
                        basis.on(StockNews.topic(stock.id(row)));
                        turns.apply(row).filter(turn -> turn.isAfter(now)).forEach(basis::until);
                        if (holds.test(row)) {
                            basis.until(now.plus(TicketLoading.HOLDS_LOOKED_AT));
                        }
                    });
                })
                .thenReturn(rows);
    }

    /** The rows without the hidden ticket types that the caller may not see. */
    private Mono<List<Row>> shown(StockColumns stock, List<Row> rows) {
        List<EventId> withHidden =
                rows.stream().filter(stock::hasHidden).map(stock::id).toList();
        return withHidden.isEmpty()
                ? Mono.just(rows)
                : teams.allowed(withHidden, EventPermission.VIEW)
                        .map(open -> rows.stream()
                                .map(row -> open.contains(stock.id(row)) ? row : stock.withoutHidden(row))
                                .toList());
    }
}
