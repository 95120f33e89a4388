package dev.marquee.notifications;

import dev.marquee.ordering.OrderChanged;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import reactor.core.publisher.Mono;

/** Writes to the buyer about one kind of change of an order; the template bears the kind's name. */
record OrderMail(String topic, String template, OrderLetters letters, Mailer mailer)
        implements OutboxHandler<OrderChanged> {

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<OrderChanged> payloadType() {
        return OrderChanged.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, OrderChanged changed) {
        return letters.about(changed.orderId(), template).flatMap(mail -> mailer.send(id, mail));
    }
}
