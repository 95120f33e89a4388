package dev.marquee.ordering;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does all that must happen when an order is paid, in the order of the steps, within the current transaction. */
@Component
class PaidSteps {

    private final ObjectProvider<PaidStep> steps;
    private final OrderNews news;

    PaidSteps(ObjectProvider<PaidStep> steps, OrderNews news) {
        this.steps = steps;
        this.news = news;
    }

    Mono<Void> run(Order order) {
        return Flux.fromStream(steps::orderedStream)
                .concatMap(step -> step.onPaid(order))
                .then(news.turned(order));
    }
}
