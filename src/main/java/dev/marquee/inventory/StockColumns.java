package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.inventory.EventTickets.Availability;
import dev.marquee.platform.selection.Columns;
import dev.marquee.platform.selection.Columns.Listed;
import dev.marquee.platform.selection.Kind;
import dev.marquee.platform.selection.Row;
import dev.marquee.platform.selection.Slot;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of the stock of an event {@code e}, and what is made of it; tickets in holds that have ended are free. */
final class StockColumns {

    private static final String ENDED = """
            coalesce((select sum(h.quantity)::int from hold h where h.event_id = e.id%s and h.state = 'ACTIVE'
              and h.expires_at <= (select :now)), 0)""";

    /** Without tickets held there is no hold. */
    private static final String HELD =
            "case when t.held > 0 then t.held - " + ENDED.formatted(" and h.ticket_type_id = t.id") + " else 0 end";

    private static final String REST = """
            (select s.capacity - s.sold - case when s.held > 0 then s.held - %s else 0 end
             from event_stock s where s.event_id = e.id)""".formatted(ENDED.formatted(""));

    private final Columns event;
    private final Clock clock;
    private final Listed types;
    private final Slot<UUID> id;
    private final Slot<Boolean> hidden;

    /** A ticket type and its event. */
    record Offered(Row event, Row type) {}

    StockColumns(Columns event, Clock clock) {
        this.event = event;
        this.clock = clock;
        id = event.add("e.id", Kind.UUID);
        types = event.list(
                "ticket types",
                row -> "(select json_agg(" + row
                        + " order by t.position, t.id) from ticket_type t where t.event_id = e.id)");
        hidden = types.columns().add("t.hidden", Kind.FLAG);
    }

    Columns ofTypes() {
        return types.columns();
    }

    EventId id(Row row) {
        return new EventId(row.get(id));
    }

    /** All ticket types in their order. */
    List<Row> types(Row row) {
        List<Row> found = row.find(types.rows());
        return found == null ? List.of() : found;
    }

    List<Row> visible(Row row) {
        return types(row).stream().filter(type -> !type.get(hidden)).toList();
    }

    boolean hasHidden(Row row) {
        return types(row).stream().anyMatch(type -> type.get(hidden));
    }

    Row withoutHidden(Row row) {
        return row.with(types.rows(), visible(row));
    }

    /** Whether tickets are held, by which an answer may become another one at any moment. */
    Predicate<Row> holds() {
        Slot<Integer> held = atThisMoment(ofTypes(), HELD);
        return row -> types(row).stream().anyMatch(type -> type.get(held) > 0);
    }

    /** When the sales of ticket types begin and end. */
    Function<Row, Stream<Instant>> turns() {
        Function<Row, SalesWindow> window = window();
        return row -> types(row).stream()
                .map(window)
                .flatMap(sale -> Stream.concat(Stream.ofNullable(sale.start()), Stream.ofNullable(sale.end())));
    }

    Function<Row, Money> price() {
        Slot<Long> price = ofTypes().add("t.price", Kind.LONG);
        Slot<String> currency = ofTypes().add("t.currency", Kind.TEXT);
        return type -> Money.of(type.get(price), type.get(currency));
    }

    Function<Offered, Integer> remaining() {
        Slot<Integer> free = atThisMoment(ofTypes(), "t.quantity - t.sold - " + HELD);
        Function<Row, Integer> rest = rest();
        return offered -> Math.max(0, Math.min(offered.type().get(free), rest.apply(offered.event())));
    }

    Function<Row, Availability> availability() {
        Function<Row, Integer> rest = rest();
        Function<Offered, Integer> remaining = remaining();
        return row -> Availability.of(
                rest.apply(row),
                visible(row).stream()
                        .map(type -> remaining.apply(new Offered(row, type)))
                        .toList());
    }

    Function<Offered, TicketTypeStatus> status() {
        Slot<String> status = event.add("e.status", Kind.TEXT);
        Slot<Instant> startsAt = event.add("e.starts_at", Kind.INSTANT);
        Slot<Instant> endsAt = event.add("e.ends_at", Kind.INSTANT);
        Function<Offered, Integer> remaining = remaining();
        Function<Row, SalesWindow> window = window();
        return offered -> window.apply(offered.type())
                .statusAt(
                        clock.instant(),
                        EventStatus.valueOf(offered.event().get(status)),
                        offered.event().get(startsAt),
                        offered.event().get(endsAt),
                        remaining.apply(offered));
    }

    private Function<Row, SalesWindow> window() {
        Slot<Instant> start = ofTypes().add("t.sales_start", Kind.INSTANT);
        Slot<Instant> end = ofTypes().add("t.sales_end", Kind.INSTANT);
        return type -> new SalesWindow(type.find(start), type.find(end));
    }

    private Function<Row, Integer> rest() {
        Slot<Integer> rest = atThisMoment(event, REST);
        return row -> {
            @Nullable Integer found = row.find(rest);
            return found == null ? 0 : found;
        };
    }

    private Slot<Integer> atThisMoment(Columns columns, String sql) {
        event.parameter("now", clock::instant);
        return columns.add(sql, Kind.INTEGER);
    }
}
