package dev.marquee.ticketing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.ordering.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tickets of orders as they were issued, for whoever has the very object that they were issued for: the answer to an
 * order shows them as of its commit and need not read them again, which was 9 % of the server's profile. An order that is
 * read from the database is another object, however equal, and an object that is let go is forgotten.
 */
@Component
class JustIssued {

    private final Cache<Order, List<Ticket>> tickets =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    void remember(Order order, List<Ticket> issued) {
        tickets.put(order, issued);
    }

    @Nullable List<Ticket> of(Order order) {
        return tickets.getIfPresent(order);
    }
}
