package dev.marquee.inventory;

import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.inventory.ClaimOutcome.PricedLine;
import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The one statement that decides on a claim once the stock is locked: it judges every line, and takes all or nothing. */
@Component
class ClaimStatement {

    private static final String SQL = """
            with wanted as materialized (
              select id, quantity, place
              from unnest(:ticketTypes::uuid[], :quantities::int[]) with ordinality as w (id, quantity, place)
            ),
            stock as materialized (
              select s.event_id, s.capacity - s.sold - s.held as rest
              from event_stock s where s.event_id = :event
            ),
            types as materialized (
              select t.id, t.price, t.currency, t.sales_start, t.sales_end, t.max_per_order, t.max_per_person,
                     t.quantity - t.sold - t.held as rest
              from stock s join ticket_type t on t.event_id = s.event_id join wanted w on w.id = t.id
              where :hiddenToo or not t.hidden
            ),
            lines as materialized (
              select w.place, w.id, w.quantity, t.price, t.currency, t.max_per_order, t.max_per_person,
                     t.sales_start, coalesce(t.sales_end, e.starts_at) as sales_end, least(t.rest, s.rest) as remaining,
                     case when e.status is distinct from 'PUBLISHED' or e.ends_at <= :now then 'NOT_ON_SALE'
                          when t.id is null then 'UNKNOWN'
                          when t.sales_start > :now or coalesce(t.sales_end, e.starts_at) <= :now then 'CLOSED'
                          when w.quantity > t.max_per_order then 'OVER_ORDER_LIMIT'
                          when w.quantity > t.max_per_person then 'OVER_PERSON_LIMIT'
                          when w.quantity > t.rest or sum(w.quantity) over () > s.rest then 'SHORT' end as problem
              from wanted w left join types t on t.id = w.id left join stock s on true
                left join event e on e.id = s.event_id
            ),
            fine as materialized (
              select sum(quantity) as quantity, bool_and(price = 0) as free,
                     count(*) filter (where max_per_person is not null) as limited
              from lines having bool_and(problem is null) and :locked
            ),
            allowed as (
              insert into person_allowance as a (ticket_type_id, person_id, taken)
              select l.id, :person, l.quantity from lines l, fine where l.max_per_person is not null order by l.id
              on conflict (ticket_type_id, person_id) do update set taken = a.taken + excluded.taken
                where a.taken + excluded.taken
                  <= (select l.max_per_person from lines l where l.id = excluded.ticket_type_id)
              returning ticket_type_id
            ),
            granted as materialized (
              select f.quantity, f.free from fine f where f.limited = (select count(*) from allowed)
            ),
            types_taken as (
              update ticket_type t
              set sold = t.sold + case when g.free then l.quantity else 0 end,
                  held = t.held + case when g.free then 0 else l.quantity end
              from lines l, granted g where t.id = l.id
              returning t.id, t.quantity - t.sold - t.held as rest
            ),
            stock_taken as (
              update event_stock s
              set sold = s.sold + case when g.free then g.quantity else 0 end,
                  held = s.held + case when g.free then 0 else g.quantity end,
                  revision = s.revision + 1
              from granted g where s.event_id = :event
              returning s.capacity - s.sold - s.held as rest
            ),
            written as (
              insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state, expires_at)
              select :order, l.id, :event, :person, l.quantity,
                     case when g.free then 'SOLD' else 'ACTIVE' end, case when not g.free then :holdUntil end
              from lines l, granted g
            )
            select l.id, l.quantity, l.price, l.currency, l.max_per_order, l.max_per_person, l.sales_start, l.sales_end,
                   l.remaining, g.free, tt.rest = 0 or st.rest = 0 as ran_out,
                   coalesce(l.problem,
                     case when f.free is not null and g.free is null and l.max_per_person is not null
                       and l.id not in (select ticket_type_id from allowed) then 'OVER_PERSON_LIMIT' end) as problem,
                   g.free is null and exists (
                     select from hold h where h.event_id = :event and h.state = 'ACTIVE' and h.expires_at <= :now)
                     as holds_ended
            from lines l left join fine f on true left join granted g on true left join types_taken tt on tt.id = l.id
              left join stock_taken st on true
            order by l.place
            """;

    private final DatabaseClient database;
    private final StockLock lock;

    ClaimStatement(DatabaseClient database, StockLock lock) {
        this.database = database;
        this.lock = lock;
    }

    /** An outcome, and whether a type or the event ran out by it. */
    record Result(ClaimOutcome outcome, boolean ranOut) {}

    Mono<Result> execute(Claim claim) {
        return lock.enough(claim)
                .flatMap(locked -> judge(claim, locked))
                .switchIfEmpty(Mono.defer(() -> execute(claim)));
    }

    /** Empty when there turned out to be enough although it did not seem so before, and nothing is locked. */
    private Mono<Result> judge(Claim claim, boolean locked) {
        return database.sql(SQL)
                .bind("ticketTypes", claim.ids())
                .bind("quantities", claim.quantities())
                .bind("event", claim.event().value())
                .bind("locked", locked)
                .bind("person", claim.person().value())
                .bind("order", claim.order().value())
                .bind("now", claim.now())
                .bind("holdUntil", claim.holdUntil())
                .bind("hiddenToo", claim.hiddenToo())
                .map(Row::read)
                .all()
                .collectList()
                .flatMap(rows -> Mono.justOrEmpty(result(rows)));
    }

    private static Optional<Result> result(List<Row> rows) {
        Optional<Row> refused =
                rows.stream().filter(row -> row.problem() != null).findFirst();
        if (refused.isPresent()) {
            return refused.map(row -> new Result(row.refusal(), false));
        }
        return rows.getFirst().taken()
                ? Optional.of(new Result(claimed(rows), rows.stream().anyMatch(Row::ranOut)))
                : Optional.empty();
    }

    private static Claimed claimed(List<Row> rows) {
        List<PricedLine> lines = rows.stream().map(Row::priced).toList();
        Money total = lines.stream()
                .map(line -> line.unitPrice().times(line.quantity()))
                .reduce(Money::plus)
                .orElseThrow();
        return new Claimed(lines, total, Boolean.TRUE.equals(rows.getFirst().free()));
    }

    /** A line of the claim as the statement judged it. */
    private record Row(
            TicketTypeId id,
            int quantity,
            @Nullable Long price,
            @Nullable String currency,
            @Nullable Integer maxPerOrder,
            @Nullable Integer maxPerPerson,
            @Nullable Instant salesStart,
            @Nullable Instant salesEnd,
            @Nullable Integer remaining,
            @Nullable Boolean free,
            boolean ranOut,
            @Nullable String problem,
            boolean holdsEnded) {

        static Row read(Readable row) {
            return new Row(
                    new TicketTypeId(Rows.uuid(row, "id")),
                    Rows.integer(row, "quantity"),
                    row.get("price", Long.class),
                    row.get("currency", String.class),
                    row.get("max_per_order", Integer.class),
                    row.get("max_per_person", Integer.class),
                    row.get("sales_start", Instant.class),
                    row.get("sales_end", Instant.class),
                    row.get("remaining", Integer.class),
                    row.get("free", Boolean.class),
                    Boolean.TRUE.equals(row.get("ran_out", Boolean.class)),
                    row.get("problem", String.class),
                    Rows.flag(row, "holds_ended"));
        }

        boolean taken() {
            return free != null;
        }

        PricedLine priced() {
            return new PricedLine(id, quantity, new Money(present(price), Currency.getInstance(present(currency))));
        }

        ClaimOutcome refusal() {
            return switch (present(problem)) {
                case "UNKNOWN" -> new ClaimOutcome.NoSuchTicketType(id);
                case "CLOSED" -> new ClaimOutcome.Closed(id, salesStart, salesEnd);
                case "OVER_ORDER_LIMIT" -> new ClaimOutcome.OverOrderLimit(id, present(maxPerOrder));
                case "OVER_PERSON_LIMIT" -> new ClaimOutcome.OverPersonLimit(id, present(maxPerPerson), holdsEnded);
                case "SHORT" -> new ClaimOutcome.NotEnough(id, present(remaining), holdsEnded);
                default -> new ClaimOutcome.NotOnSale();
            };
        }

        private static <T> T present(@Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("the claim statement left out a fact of its verdict");
            }
            return value;
        }
    }
}
