package dev.marquee.platform.transport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs a test against the transports on a free port. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TransportApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.graphql.schema.locations=classpath:transport/",
            "spring.reactor.context-propagation=limited",
            "marquee.limits.execution-time=2s",
            "marquee.http.init-timeout=1s",
            "marquee.http.keep-alive=300ms"
        })
public @interface TransportTest {}
