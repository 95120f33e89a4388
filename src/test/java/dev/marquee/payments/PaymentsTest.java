package dev.marquee.payments;

import dev.marquee.dev.MarqueeTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A {@link MarqueeTest} with a till. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MarqueeTest
@Import(Till.class)
@interface PaymentsTest {}
