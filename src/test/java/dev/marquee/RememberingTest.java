package dev.marquee;

import dev.marquee.dev.MarqueeTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** A {@link MarqueeTest} that answers anonymous questions from memory. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MarqueeTest
@TestPropertySource(
        properties = {"marquee.answers.memory=16MB", "marquee.answers.pace=0s", "marquee.answers.silence=1m"})
@Import(RememberedAnswersTests.Views.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@interface RememberingTest {}
