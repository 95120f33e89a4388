package dev.marquee.ordering;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.MarqueeTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A {@link MarqueeTest} with a shop and payments that tests decide about. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MarqueeTest
@Import({BoxOffice.class, PretendPayments.class})
@interface OrderingTest {}
