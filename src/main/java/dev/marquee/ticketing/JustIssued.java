package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.platform.JustWritten;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tickets of orders as they were issued; to read them again for the answer was 9 % of the server's profile. */
@Component
class JustIssued extends JustWritten<Order, List<Ticket>> {}
