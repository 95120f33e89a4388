package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.ordering.OrderResult.PaymentRefused;
import dev.marquee.ordering.OrderResult.PaymentUnavailable;
import dev.marquee.ordering.OrderResult.PlaceOrderSuccess;
import dev.marquee.ordering.Purchase.Attempt;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sells: takes the tickets and writes the order in one transaction, then opens the payment outside of it. */
@Service
class Checkout {

    private final Till till;
    private final PaidTickets paidTickets;
    private final ExpiredOrders expired;
    private final PaymentDesk payments;
    private final OrderClosing closing;
    private final Teams teams;
    private final Clock clock;

    Checkout(
            Till till,
            PaidTickets paidTickets,
            ExpiredOrders expired,
            PaymentDesk payments,
            OrderClosing closing,
            Teams teams,
            Clock clock) {
        this.till = till;
        this.paidTickets = paidTickets;
        this.expired = expired;
        this.payments = payments;
        this.closing = closing;
        this.teams = teams;
        this.clock = clock;
    }

    Mono<OrderResult> place(OrderInput.Place input, Caller buyer) {
        return Mono.fromCallable(() -> new Purchase(OrderId.next(), Basket.of(input, buyer), input, false))
                .delayUntil(purchase -> paidTickets.check(purchase.basket()))
                .flatMap(purchase -> till.buy(purchase)
                        .flatMap(attempt -> again(attempt, purchase))
                        .flatMap(attempt -> answer(attempt, purchase)));
    }

    private Mono<Attempt> again(Attempt last, Purchase purchase) {
        return switch (last) {
            case Attempt.Placed placed -> Mono.just(placed);
            case Attempt.Unknown unknown -> asTeam(unknown, purchase);
            case Attempt.Refused refused ->
                refused.wanted() == null ? Mono.just(refused) : withoutEndedHolds(refused.wanted(), purchase);
        };
    }

    /** Members of the event's team may buy what is hidden from others. */
    private Mono<Attempt> asTeam(Attempt.Unknown unknown, Purchase purchase) {
        Basket basket = purchase.basket();
        return teams.allows(basket.buyer(), basket.event(), EventPermission.VIEW)
                .flatMap(member -> member && !purchase.hiddenToo()
                        ? till.buy(purchase.withHidden()).flatMap(next -> again(next, purchase.withHidden()))
                        : Mono.error(basket.unknown(unknown.ticketType())));
    }

    /** Tickets in holds that have ended count as free: closes those and tries again as long as any could be closed. */
    private Mono<Attempt> withoutEndedHolds(Wanted wanted, Purchase purchase) {
        return expired.close(wanted)
                .flatMap(closed ->
                        till.buy(purchase).flatMap(next -> closed > 0 ? again(next, purchase) : Mono.just(next)));
    }

    private Mono<OrderResult> answer(Attempt attempt, Purchase purchase) {
        return switch (attempt) {
            case Attempt.Placed placed -> withPayment(placed.order(), purchase);
            case Attempt.Refused refused -> Mono.just(refused.refusal());
            case Attempt.Unknown unknown ->
                Mono.error(() -> new IllegalStateException("an unknown ticket type is an input error"));
        };
    }

    private Mono<OrderResult> withPayment(Order order, Purchase purchase) {
        return order.payable(clock.instant())
                ? opening(order, purchase).flatMap(opening -> switch (opening) {
                    case OPEN -> Mono.just(new PlaceOrderSuccess(order));
                    case UNREACHABLE -> Mono.just(new PaymentUnavailable(order));
                    case REFUSED -> refused(order, purchase);
                })
                : Mono.just(new PlaceOrderSuccess(order));
    }

    private Mono<PaymentDesk.Opening> opening(Order order, Purchase purchase) {
        return order.id().equals(purchase.order()) ? payments.open(order) : payments.resume(order);
    }

    /** The key is freed first: whatever happens in between, no repeat gets the cancelled order as a success. */
    private Mono<OrderResult> refused(Order order, Purchase purchase) {
        return till.forget(purchase, order).then(closing.cancel(order.id())).map(PaymentRefused::new);
    }
}
