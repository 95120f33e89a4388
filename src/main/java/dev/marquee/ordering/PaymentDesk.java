package dev.marquee.ordering;

import dev.marquee.ordering.OrderPayments.Closing;
import dev.marquee.ordering.OrderPayments.Refused;
import dev.marquee.ordering.OrderPayments.Unreachable;
import dev.marquee.shared.OrderId;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/** Opens and closes payments; where none can be taken, the provider counts as out of reach. */
@Component
class PaymentDesk {

    private final SingletonSupplier<OrderPayments> payments;

    PaymentDesk(ObjectProvider<OrderPayments> payments) {
        this.payments = SingletonSupplier.ofNullable(payments::getIfAvailable);
    }

    /** What opening a payment came to. */
    enum Opening {
        OPEN,
        UNREACHABLE,
        REFUSED
    }

    /** Opens the payment of an order that was just written. */
    Mono<Opening> open(Order order) {
        return opening(provider -> provider.open(order));
    }

    /** Finds the payment of an order from before open, or opens it. */
    Mono<Opening> resume(Order order) {
        return opening(provider -> provider.resume(order));
    }

    private Mono<Opening> opening(Function<OrderPayments, Mono<Void>> call) {
        return Mono.justOrEmpty(payments.get())
                .flatMap(provider -> call.apply(provider).thenReturn(Opening.OPEN))
                .onErrorReturn(Unreachable.class, Opening.UNREACHABLE)
                .onErrorReturn(Refused.class, Opening.REFUSED)
                .defaultIfEmpty(Opening.UNREACHABLE);
    }

    /** Closes the payment of an order before its tickets are released. */
    Mono<Closing> close(OrderId order) {
        return Mono.justOrEmpty(payments.get())
                .flatMap(provider -> provider.close(order))
                .onErrorReturn(Unreachable.class, Closing.UNREACHABLE)
                .defaultIfEmpty(Closing.CLOSED);
    }
}
