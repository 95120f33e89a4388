package dev.marquee.inventory;

import dev.marquee.catalog.Event;
import dev.marquee.inventory.EventTickets.Availability;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ticket types and availability. */
@Controller
class TicketTypeController {

    private final TicketTypeEditing editing;
    private final AvailabilityFeed feed;

    TicketTypeController(TicketTypeEditing editing, AvailabilityFeed feed) {
        this.editing = editing;
        this.feed = feed;
    }

    @MutationMapping
    Mono<TicketTypeResult> createTicketType(@Argument TicketTypeInput.Create input) {
        return editing.create(input);
    }

    @MutationMapping
    Mono<TicketTypeResult> updateTicketType(@Argument TicketTypeInput.Update input) {
        return editing.update(input);
    }

    @MutationMapping
    Mono<TicketTypeResult> deleteTicketType(@Argument TicketTypeInput.Delete input) {
        return editing.delete(input.ticketTypeId());
    }

    @SubscriptionMapping
    Flux<AvailabilityUpdate> ticketAvailability(@Argument EventId eventId) {
        return feed.of(eventId);
    }

    @SchemaMapping
    CompletableFuture<List<TicketType>> ticketTypes(Event event, DataLoader<EventId, TicketsForCaller> tickets) {
        return tickets.load(event.id()).thenApply(TicketsForCaller::types);
    }

    @SchemaMapping
    CompletableFuture<Availability> availability(Event event, DataLoader<EventId, TicketsForCaller> tickets) {
        return tickets.load(event.id()).thenApply(TicketsForCaller::availability);
    }

    @SchemaMapping
    CompletableFuture<@Nullable Money> priceFrom(Event event, DataLoader<EventId, TicketsForCaller> tickets) {
        return tickets.load(event.id()).thenApply(TicketsForCaller::priceFrom);
    }
}
