package dev.marquee.dev;

import dev.marquee.ledger.Ledger;
import dev.marquee.ledger.Ledger.Account;
import dev.marquee.ledger.Ledger.AccountKind;
import dev.marquee.ledger.Ledger.Entry;
import dev.marquee.ledger.Ledger.EntryKind;
import dev.marquee.ledger.Ledger.Line;
import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Posts the sales of the demo data as the payments of real orders are posted. */
final class DemoBooks {

    private static final Account STRIPE = new Account("stripe", AccountKind.ASSET);
    private static final Account FEES = new Account("platform:fees", AccountKind.REVENUE);

    private final DatabaseClient database;
    private final Ledger ledger;

    DemoBooks(DatabaseClient database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Posts every paid order that cost something; joins the current transaction. */
    Mono<Void> post() {
        return database.sql("""
                        select o.id, e.organizer_id, o.total, o.application_fee, o.currency, o.paid_at
                        from orders o join event e on e.id = o.event_id where o.status = 'PAID' and o.total > 0
                        order by o.paid_at
                        """)
                .map(row -> entry(sale(row)))
                .all()
                .collectList()
                .flatMap(ledger::post)
                .then();
    }

    private record Sale(OrderId order, PersonId organizer, Money total, Money fee, Instant at) {}

    private static Sale sale(Readable row) {
        String currency = Rows.text(row, "currency");
        return new Sale(
                new OrderId(Rows.uuid(row, "id")),
                new PersonId(Rows.uuid(row, "organizer_id")),
                Money.of(Rows.number(row, "total"), currency),
                Money.of(Rows.number(row, "application_fee"), currency),
                Rows.instant(row, "paid_at"));
    }

    private static Entry entry(Sale sale) {
        Account organizer = new Account("organizer:" + sale.organizer(), AccountKind.LIABILITY);
        return new Entry(
                EntryKind.SALE,
                sale.order().toString(),
                sale.at(),
                List.of(
                        Line.debit(STRIPE, sale.total()),
                        Line.credit(organizer, sale.total().minus(sale.fee())),
                        Line.credit(FEES, sale.fee())));
    }
}
