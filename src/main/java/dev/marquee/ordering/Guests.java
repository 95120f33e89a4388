package dev.marquee.ordering;

import dev.marquee.shared.OrderId;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Those who come along, as buyers named them in their orders. */
public interface Guests {

    /** Takes name and address from the guest with this address, given in lower case, within the current transaction. */
    Mono<Void> forget(Collection<OrderId> orders, String email);

    /** Takes names and addresses from all guests, within the current transaction. */
    Mono<Void> forget(Collection<OrderId> orders);
}
