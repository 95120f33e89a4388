package dev.marquee.notifications;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The changes of an order that its buyer hears of. */
@Configuration(proxyBeanMethods = false)
class OrderMails {

    @Bean
    OrderMail orderPaidMail(OrderLetters letters, Mailer mailer) {
        return new OrderMail("ordering.order-paid", "order-paid", letters, mailer);
    }

    @Bean
    OrderMail orderExpiredMail(OrderLetters letters, Mailer mailer) {
        return new OrderMail("ordering.order-expired", "order-expired", letters, mailer);
    }

    @Bean
    OrderMail orderRefundedMail(OrderLetters letters, Mailer mailer) {
        return new OrderMail("ordering.order-refunded", "order-refunded", letters, mailer);
    }
}
