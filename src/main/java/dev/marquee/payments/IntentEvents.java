package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.payments.Arrivals.Arrival;
import dev.marquee.payments.PaymentStore.Opening;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The effects of Stripe's messages about PaymentIntents, many of different orders in one go. */
@Service
class IntentEvents {

    private static final Logger log = LoggerFactory.getLogger(IntentEvents.class);
    private static final String SUCCEEDED = "payment_intent.succeeded";
    private static final Map<String, PaymentStatus> MOVES = Map.of(
            "payment_intent.payment_failed", PaymentStatus.FAILED,
            "payment_intent.canceled", PaymentStatus.CANCELLED);

    private final PaymentStore payments;
    private final MismatchStore mismatches;
    private final Arrivals arrivals;
    private final OrderBook orders;
    private final StripeSettings settings;
    private final LiveBus bus;

    IntentEvents(
            PaymentStore payments,
            MismatchStore mismatches,
            Arrivals arrivals,
            OrderBook orders,
            StripeSettings settings,
            LiveBus bus) {
        this.payments = payments;
        this.mismatches = mismatches;
        this.arrivals = arrivals;
        this.orders = orders;
        this.settings = settings;
        this.bus = bus;
    }

    /** A message that names an order. */
    private record Word(StripeEvent event, Intent intent, OrderId order) {

        static Stream<Word> of(StripeEvent event) {
            Intent intent = event.intent();
            OrderId order = intent == null ? null : intent.order();
            return intent == null || order == null ? Stream.empty() : Stream.of(new Word(event, intent, order));
        }
    }

    /** A message with the order and the payment that it is about. */
    private record Matter(Word word, Order order, Payment payment) {

        Intent intent() {
            return word.intent();
        }

        StripeEvent event() {
            return word.event();
        }
    }

    /** What a message is about: messages about the same never share a transaction. */
    static Object subject(StripeEvent event) {
        Intent intent = event.intent();
        OrderId order = intent == null ? null : intent.order();
        return Objects.requireNonNullElse(order, event.id());
    }

    /** Lets messages about different orders take effect within the current transaction; what came of some, by their ids. */
    Mono<Map<String, EventOutcome>> apply(List<StripeEvent> events) {
        List<StripeEvent> known = events.stream()
                .filter(event -> event.type().equals(SUCCEEDED) || MOVES.containsKey(event.type()))
                .toList();
        return known.isEmpty() ? Mono.just(Map.of()) : matters(known).flatMap(this::take);
    }

    private Mono<List<Matter>> matters(List<StripeEvent> events) {
        List<Word> words = events.stream().flatMap(Word::of).toList();
        return orders.byIds(words.stream().map(Word::order).toList())
                .flatMap(found -> payments.ensure(openings(words, found))
                        .map(payments -> words.stream()
                                .flatMap(word -> matter(word, found, payments))
                                .toList()))
                .doOnNext(matters -> warnOfOthers(events, matters));
    }

    private static List<Opening> openings(List<Word> words, Map<OrderId, Order> found) {
        return words.stream()
                .flatMap(word -> Stream.ofNullable(found.get(word.order()))
                        .filter(order -> !order.total().isZero())
                        .map(order -> new Opening(order, word.intent())))
                .toList();
    }

    private static Stream<Matter> matter(Word word, Map<OrderId, Order> orders, Map<OrderId, Payment> payments) {
        Order order = orders.get(word.order());
        Payment payment = payments.get(word.order());
        return order == null || payment == null ? Stream.empty() : Stream.of(new Matter(word, order, payment));
    }

    private static void warnOfOthers(List<StripeEvent> events, List<Matter> matters) {
        List<StripeEvent> taken = matters.stream().map(Matter::event).toList();
        events.stream()
                .filter(event -> !taken.contains(event))
                .map(StripeEvent::intent)
                .filter(Objects::nonNull)
                .forEach(intent ->
                        log.warn("Stripe's {} is for no order that is to be paid: {}", intent.id(), intent.orderId()));
    }

    private Mono<Map<String, EventOutcome>> take(List<Matter> matters) {
        List<Matter> arrived = matters.stream().filter(this::hasArrived).toList();
        return arrivals.use(arrived.stream()
                        .map(matter -> new Arrival(matter.order(), matter.payment()))
                        .toList())
                .flatMap(used -> Flux.fromIterable(matters)
                        .concatMap(matter -> (arrived.contains(matter) ? outcome(used, matter) : withoutMoney(matter))
                                .map(outcome -> Map.entry(matter.event().id(), outcome)))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean hasArrived(Matter matter) {
        return matter.event().type().equals(SUCCEEDED)
                && matter.payment().matches(matter.intent())
                && isOfOurMode(matter.event(), matter.intent());
    }

    private static Mono<EventOutcome> outcome(Set<OrderId> used, Matter matter) {
        return used.contains(matter.order().id()) ? Mono.just(EventOutcome.APPLIED) : Mono.empty();
    }

    private Mono<EventOutcome> withoutMoney(Matter matter) {
        PaymentStatus next = MOVES.get(matter.event().type());
        return next == null ? mismatch(matter) : moved(matter, next);
    }

    private boolean isOfOurMode(StripeEvent event, Intent intent) {
        return event.live() == settings.isLive() && intent.live() == settings.isLive();
    }

    private Mono<EventOutcome> mismatch(Matter matter) {
        Payment payment = matter.payment();
        Intent intent = matter.intent();
        OrderId order = matter.order().id();
        log.error("Stripe's {} reports other money than {} asked for", intent.id(), order);
        return mismatches
                .insert(order, matter.event(), payment.facts(settings.isLive()), facts(matter.event(), intent))
                .then(
                        payment.intentId().equals(intent.id())
                                ? payments.move(order, PaymentStatus.MISMATCHED, null)
                                : Mono.just(false))
                .then(bus.announce("order:" + order))
                .thenReturn(EventOutcome.MISMATCH);
    }

    private PaymentFacts facts(StripeEvent event, Intent intent) {
        return new PaymentFacts(
                intent.id(),
                intent.amount(),
                intent.received(),
                intent.currency().toUpperCase(Locale.ROOT),
                isOfOurMode(event, intent) == settings.isLive());
    }

    private Mono<EventOutcome> moved(Matter matter, PaymentStatus next) {
        OrderId order = matter.order().id();
        Intent intent = matter.intent();
        return matter.payment().intentId().equals(intent.id()) && intent.live() == settings.isLive()
                ? payments.move(order, next, next == PaymentStatus.FAILED ? intent.failureCode() : null)
                        .filter(moved -> moved)
                        .flatMap(moved -> bus.announce("order:" + order).thenReturn(EventOutcome.APPLIED))
                : Mono.empty();
    }
}
