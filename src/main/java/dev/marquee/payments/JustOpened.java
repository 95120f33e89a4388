package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.platform.JustWritten;
import org.springframework.stereotype.Component;

/** The payments of orders as they were opened. */
@Component
class JustOpened extends JustWritten<Order, Payment> {}
