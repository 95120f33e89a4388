package dev.marquee.ordering;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does all that must happen when orders are paid, in the order of the steps, within the current transaction. */
@Component
class PaidSteps {

    private final Supplier<List<PaidStep>> steps;
    private final OrderNews news;

    PaidSteps(ObjectProvider<PaidStep> steps, OrderNews news) {
        this.steps = SingletonSupplier.of(() -> steps.orderedStream().toList());
        this.news = news;
    }

    /** For orders that waited for their money. */
    Mono<Void> run(List<Order> orders) {
        return orders.isEmpty() ? Mono.empty() : take(orders).then(news.paid(orders));
    }

    /** For new orders that are paid from the start. */
    Mono<Void> atOnce(List<Order> orders) {
        return orders.isEmpty() ? Mono.empty() : take(orders).then(news.paidAtOnce(orders));
    }

    private Mono<Void> take(List<Order> orders) {
        return Flux.fromIterable(steps.get())
                .concatMap(step -> step.onPaid(orders))
                .then();
    }
}
