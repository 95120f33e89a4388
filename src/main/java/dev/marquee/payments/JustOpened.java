package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.platform.JustWritten;
import org.springframework.stereotype.Component;

/** The payments of orders that were just opened, or found open by a repeat. */
@Component
class JustOpened extends JustWritten<Order, Payment> {}
