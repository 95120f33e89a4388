package dev.marquee.notifications;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.People;
import dev.marquee.inventory.TicketType;
import dev.marquee.inventory.TicketTypes;
import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.OrderLine;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketTypeId;
import dev.marquee.ticketing.Ticket;
import dev.marquee.ticketing.TicketBook;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What e-mails about orders tell of. It is read for all that are to be written at the moment together, with five
 * statements; when letters came to their statements one by one, there was nearly one statement more for each order sold.
 */
@Component
class OrderMatters {

    private final OrderBook orders;
    private final EventDirectory events;
    private final TicketTypes ticketTypes;
    private final TicketBook tickets;
    private final People people;
    private final Lookups<OrderId, Matter> matters;

    OrderMatters(
            OrderBook orders,
            EventDirectory events,
            TicketTypes ticketTypes,
            TicketBook tickets,
            People people,
            LaneSettings lanes) {
        this.orders = orders;
        this.events = events;
        this.ticketTypes = ticketTypes;
        this.tickets = tickets;
        this.people = people;
        this.matters = new Lookups<>(lanes, this::read);
    }

    /** An order with all that its e-mails name; in the language of {@code locale}. */
    record Matter(Order order, Event event, Map<TicketTypeId, TicketType> types, List<Ticket> tickets, Locale locale) {

        String typeName(TicketTypeId id) {
            return Objects.requireNonNull(types.get(id)).name();
        }
    }

    Mono<Matter> of(OrderId order) {
        return matters.find(order);
    }

    private Mono<Map<OrderId, Matter>> read(Collection<OrderId> ids) {
        return orders.byIds(ids).flatMap(found -> together(found.values()));
    }

    private Mono<Map<OrderId, Matter>> together(Collection<Order> found) {
        return Mono.zip(
                        events.byIds(each(found, order -> Stream.of(order.eventId()))),
                        ticketTypes.byIds(
                                each(found, order -> order.lines().stream().map(OrderLine::ticketTypeId))),
                        tickets.ofOrders(each(found, order -> Stream.of(order.id()))),
                        people.byIds(each(found, order -> Stream.of(order.buyerId()))))
                .map(all -> {
                    Map<OrderId, Matter> read = new HashMap<>();
                    for (Order order : found) {
                        read.put(
                                order.id(),
                                new Matter(
                                        order,
                                        Objects.requireNonNull(all.getT1().get(order.eventId())),
                                        all.getT2(),
                                        all.getT3().getOrDefault(order.id(), List.of()),
                                        locale(all.getT4().get(order.buyerId()))));
                    }
                    return read;
                });
    }

    private static <T> List<T> each(Collection<Order> orders, Function<Order, Stream<T>> part) {
        return orders.stream().flatMap(part).distinct().collect(Collectors.toList());
    }

    /** The templates are English; amounts and times are written in English too, the way the buyer's region does. */
    private static Locale locale(People.@Nullable Person buyer) {
        return buyer == null
                ? Locale.ENGLISH
                : Locale.of("en", Locale.forLanguageTag(buyer.locale()).getCountry());
    }
}
