package dev.marquee.ticketing;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.Caller;
import dev.marquee.inventory.TicketType;
import dev.marquee.inventory.TicketTypes;
import dev.marquee.ordering.Order;
import dev.marquee.platform.PlatformSettings;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Binds the fields of tickets. */
@Controller
class TicketController {

    private final Tickets tickets;
    private final TicketsOfOrders ofOrders;
    private final TicketAccess access;
    private final TicketKeyRing keys;
    private final TicketSeal seal;
    private final PlatformSettings settings;
    private final EventDirectory events;
    private final TicketTypes ticketTypes;

    TicketController(
            Tickets tickets,
            TicketsOfOrders ofOrders,
            TicketAccess access,
            TicketKeyRing keys,
            TicketSeal seal,
            PlatformSettings settings,
            EventDirectory events,
            TicketTypes ticketTypes) {
        this.tickets = tickets;
        this.ofOrders = ofOrders;
        this.access = access;
        this.keys = keys;
        this.seal = seal;
        this.settings = settings;
        this.events = events;
        this.ticketTypes = ticketTypes;
    }

    @QueryMapping
    Mono<Page<Ticket>> myTickets(
            Caller caller,
            @Argument @Nullable EventId eventId,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        return tickets.ofHolder(caller.id(), eventId, PageRequest.forward(first, after));
    }

    @QueryMapping
    List<TicketKey> ticketKeys() {
        return keys.published();
    }

    @SchemaMapping
    String qrPayload(Ticket ticket) {
        return seal.seal(ticket);
    }

    @SchemaMapping
    String qrPngUrl(Ticket ticket) {
        return imageUrl(ticket, "png");
    }

    @SchemaMapping
    String qrSvgUrl(Ticket ticket) {
        return imageUrl(ticket, "svg");
    }

    /** An attendee as the current caller sees it. */
    record Visitor(String name, @Nullable String email) {}

    @BatchMapping
    Flux<Visitor> attendee(List<Ticket> of) {
        return access.withAddress(of)
                .flatMapIterable(open -> of.stream()
                        .map(ticket -> new Visitor(
                                ticket.attendee().name(),
                                open.contains(ticket) ? ticket.attendee().email() : null))
                        .toList());
    }

    @BatchMapping
    Flux<Event> event(List<Ticket> of) {
        return inOrder(events.byIds(ids(of, Ticket::eventId)), of, Ticket::eventId);
    }

    @BatchMapping
    Flux<TicketType> ticketType(List<Ticket> of) {
        return inOrder(ticketTypes.byIds(ids(of, Ticket::ticketTypeId)), of, Ticket::ticketTypeId);
    }

    @SchemaMapping(typeName = "Order", field = "tickets")
    CompletableFuture<List<Ticket>> ofOrder(Order order, DataLoader<OrderId, List<Ticket>> ticketsOfOrders) {
        return ofOrders.of(order, ticketsOfOrders);
    }

    private String imageUrl(Ticket ticket, String format) {
        return settings.publicUrl() + "/tickets/" + ticket.id() + "/qr." + format;
    }

    private static <K> Set<K> ids(List<Ticket> tickets, Function<Ticket, K> id) {
        return tickets.stream().map(id).collect(Collectors.toSet());
    }

    private static <K, V> Flux<V> inOrder(Mono<Map<K, V>> found, List<Ticket> tickets, Function<Ticket, K> id) {
        return found.flatMapIterable(
                byId -> tickets.stream().map(id).map(byId::get).toList());
    }
}
