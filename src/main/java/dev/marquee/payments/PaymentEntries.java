package dev.marquee.payments;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.ledger.Ledger;
import dev.marquee.ledger.Ledger.Account;
import dev.marquee.ledger.Ledger.AccountKind;
import dev.marquee.ledger.Ledger.Entry;
import dev.marquee.ledger.Ledger.EntryKind;
import dev.marquee.ledger.Ledger.Line;
import dev.marquee.ordering.Order;
import dev.marquee.ordering.PaidStep;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Posts what happens to money: a paid order is a sale, whoever found out that it is paid; a free one is nothing. */
@Component
class PaymentEntries implements PaidStep {

    private static final Account STRIPE = new Account("stripe", AccountKind.ASSET);
    private static final Account UNAPPLIED = new Account("unapplied", AccountKind.LIABILITY);
    private static final Account FEES = new Account("platform:fees", AccountKind.REVENUE);

    private final Ledger ledger;
    private final EventDirectory events;
    private final Clock clock;

    PaymentEntries(Ledger ledger, EventDirectory events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Mono<Void> onPaid(List<Order> orders) {
        List<Order> sold =
                orders.stream().filter(order -> !order.total().isZero()).toList();
        return sold.isEmpty()
                ? Mono.empty()
                : events.byIds(sold.stream().map(Order::eventId).collect(Collectors.toSet()))
                        .flatMap(found -> ledger.post(sold.stream()
                                .map(order -> sale(order, organizerOf(order, found)))
                                .toList()))
                        .then();
    }

    /** Money came for an order that cannot have its tickets any more. */
    Mono<Void> unapplied(Order order) {
        return post(EntryKind.UNAPPLIED, order.id().toString(), order.total(), STRIPE, UNAPPLIED);
    }

    /** The sale of an order is taken back; its money is owed to the buyer until it went back. */
    Mono<Void> takenBack(Order order) {
        return events.byIds(List.of(order.eventId()))
                .map(found -> organizerOf(order, found))
                .flatMap(organizer -> post(
                        EntryKind.UNAPPLIED,
                        order.id().toString(),
                        List.of(
                                Line.debit(liability(organizer), order.total().minus(order.applicationFee())),
                                Line.debit(FEES, order.applicationFee()),
                                Line.credit(UNAPPLIED, order.total()))));
    }

    /** Money that could not be used went back. */
    Mono<Void> refunded(Refund refund) {
        return post(EntryKind.REFUND, refund.id().toString(), refund.amount(), UNAPPLIED, STRIPE);
    }

    /** Money that went back came again, since the buyer's bank did not take it. */
    Mono<Void> cameBack(Refund refund) {
        return post(EntryKind.REFUND_FAILED, refund.id().toString(), refund.amount(), STRIPE, UNAPPLIED);
    }

    private static PersonId organizerOf(Order order, Map<EventId, Event> found) {
        Event event = found.get(order.eventId());
        if (event == null) {
            throw new IllegalStateException("a sale without its event");
        }
        return event.organizerId();
    }

    private static Account liability(PersonId organizer) {
        return new Account("organizer:" + organizer, AccountKind.LIABILITY);
    }

    private Entry sale(Order order, PersonId organizer) {
        Money fee = order.applicationFee();
        return new Entry(
                EntryKind.SALE,
                order.id().toString(),
                clock.instant(),
                List.of(
                        Line.debit(STRIPE, order.total()),
                        Line.credit(liability(organizer), order.total().minus(fee)),
                        Line.credit(FEES, fee)));
    }

    private Mono<Void> post(EntryKind kind, String reference, Money amount, Account debit, Account credit) {
        return post(kind, reference, List.of(Line.debit(debit, amount), Line.credit(credit, amount)));
    }

    private Mono<Void> post(EntryKind kind, String reference, List<Line> lines) {
        return ledger.post(List.of(new Entry(kind, reference, clock.instant(), lines)))
                .then();
    }
}
