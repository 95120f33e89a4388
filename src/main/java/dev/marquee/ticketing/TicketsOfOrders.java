package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderOptions;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives the tickets of all orders of an operation together, but those that were just issued at once. */
@Component
class TicketsOfOrders {

    /** Its name is that of the parameter by which a controller gets it. */
    private static final String LOADER = "ticketsOfOrders";

    private final Tickets tickets;
    private final JustIssued justIssued;

    /** The loader remembers nothing: it lives as long as its operation, which may be a subscription. */
    TicketsOfOrders(Tickets tickets, JustIssued justIssued, BatchLoaderRegistry loaders) {
        this.tickets = tickets;
        this.justIssued = justIssued;
        loaders.<OrderId, List<Ticket>>forName(LOADER)
                .withOptions(
                        DataLoaderOptions.newOptions().setCachingEnabled(false).build())
                .registerMappedBatchLoader((orders, environment) -> load(orders));
    }

    CompletableFuture<List<Ticket>> of(Order order, DataLoader<OrderId, List<Ticket>> others) {
        List<Ticket> issued = justIssued.of(order);
        return issued == null ? others.load(order.id()) : CompletableFuture.completedFuture(issued);
    }

    private Mono<Map<OrderId, List<Ticket>>> load(Set<OrderId> orders) {
        return tickets.ofOrders(orders)
                .map(found -> orders.stream()
                        .collect(Collectors.toMap(Function.identity(), order -> found.getOrDefault(order, List.of()))));
    }
}
