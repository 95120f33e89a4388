package dev.marquee.payments;

import dev.marquee.ordering.HoldsInTheWay;
import dev.marquee.ordering.Settling;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lanes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes Stripe's messages in: whatever is sent, how often and in what order, each has its effect once. Those about
 * PaymentIntents that come at the same time share a transaction; one that needs room made for it is taken in alone.
 */
@Service
class StripeEvents {

    private final ReceivedEvents received;
    private final IntentEvents intents;
    private final RefundProgress refunds;
    private final Settling settling;
    private final StripeSettings settings;
    private final TransactionalOperator transactions;
    private final Lanes<StripeEvent, StripeEvent> lanes;

    StripeEvents(
            ReceivedEvents received,
            IntentEvents intents,
            RefundProgress refunds,
            Settling settling,
            StripeSettings settings,
            LaneSettings lanes,
            TransactionalOperator transactions) {
        this.received = received;
        this.intents = intents;
        this.refunds = refunds;
        this.settling = settling;
        this.settings = settings;
        this.transactions = transactions;
        this.lanes = new Lanes<>(lanes, IntentEvents::subject, IntentEvents::subject, this::takeTogether);
    }

    /** Keeps a message and lets it take effect, in one transaction; a known one changes nothing. */
    Mono<Void> receive(StripeEvent event) {
        Mono<Void> alone = settling.run(take(List.of(event)));
        return event.intent() == null
                ? alone
                : lanes.submit(event).then().onErrorResume(HoldsInTheWay.class, late -> alone);
    }

    private Mono<List<StripeEvent>> takeTogether(List<StripeEvent> events) {
        return settling.attempt(take(events)).thenReturn(events);
    }

    private Mono<Void> take(List<StripeEvent> events) {
        return received.keep(events)
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(this::effects)
                .filter(effects -> !effects.isEmpty())
                .flatMap(received::conclude)
                .as(transactions::transactional);
    }

    /** What came of messages, by their ids; nothing came of the others. */
    private Mono<Map<String, EventOutcome>> effects(List<StripeEvent> events) {
        Map<String, EventOutcome> outcomes = new HashMap<>();
        return Flux.fromIterable(events)
                .concatMap(event -> Mono.justOrEmpty(event.refund())
                        .filterWhen(report -> progressed(event, report))
                        .doOnNext(report -> outcomes.put(event.id(), EventOutcome.APPLIED)))
                .then(intents.apply(events))
                .doOnNext(outcomes::putAll)
                .thenReturn(outcomes);
    }

    /** Whatever kind of message brings it, the state of the refund says it all. */
    private Mono<Boolean> progressed(StripeEvent event, RefundReport report) {
        return event.live() == settings.isLive() ? refunds.note(report.refundId(), report) : Mono.just(false);
    }
}
