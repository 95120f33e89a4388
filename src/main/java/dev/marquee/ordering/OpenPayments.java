package dev.marquee.ordering;

import dev.marquee.ordering.OrderPayments.Closing;
import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Closes payments that stayed open when their orders were closed, since the provider was out of reach then. */
@Component
class OpenPayments implements OutboxHandler<OrderChanged> {

    static final String TOPIC = "ordering.payment-open";

    private final PaymentDesk payments;
    private final OrderBook book;
    private final Settling settling;

    OpenPayments(PaymentDesk payments, OrderBook book, Settling settling) {
        this.payments = payments;
        this.book = book;
        this.settling = settling;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String name() {
        return "close";
    }

    @Override
    public Class<OrderChanged> payloadType() {
        return OrderChanged.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, OrderChanged closed) {
        return settling.run(
                Mono.defer(() -> payments.close(closed.orderId())).flatMap(closing -> finish(closed, closing)));
    }

    private Mono<Void> finish(OrderChanged closed, Closing closing) {
        return switch (closing) {
            case CLOSED -> Mono.empty();
            case PAID -> book.settle(List.of(closed.orderId())).then();
            case UNREACHABLE ->
                Mono.error(new EffectFailed(
                        "The payment of " + closed.orderId() + " is still open: its provider is out of reach.", null));
        };
    }
}
