package dev.marquee.ticketing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The changes of an order that make its tickets worthless. */
@Configuration(proxyBeanMethods = false)
class Revocations {

    @Bean
    Revocation refundedOrderRevocation(TicketBook tickets) {
        return new Revocation("ordering.order-refunded", "The order was refunded.", tickets);
    }

    @Bean
    Revocation calledOffOrderRevocation(TicketBook tickets) {
        return new Revocation("ordering.event-called-off", "The event was cancelled.", tickets);
    }
}
