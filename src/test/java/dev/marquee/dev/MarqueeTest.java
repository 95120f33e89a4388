package dev.marquee.dev;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test against the whole application on a free port, with real PostgreSQL, Redis and SMTP and with tokens of
 * {@link TestTokens}; tests that add nothing to it share one application and one database. Nothing is answered from
 * memory, so that tests may change the database by hand.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "marquee.answers.memory=0B")
@ContextConfiguration(initializers = TestServicesInitializer.class)
@Import({Api.class, Statements.class})
public @interface MarqueeTest {}
