package dev.marquee.platform.transport;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The transports and limits alone, over a schema made for their tests. */
@ComponentScan({"dev.marquee.platform.transport", "dev.marquee.platform.limits"})
@ConfigurationPropertiesScan({"dev.marquee.platform.transport", "dev.marquee.platform.limits"})
@ImportAutoConfiguration({
    CodecsAutoConfiguration.class,
    ErrorWebFluxAutoConfiguration.class,
    GraphQlAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    NettyReactiveWebServerAutoConfiguration.class,
    ReactorAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
public class TransportApplication {

    @Bean
    ObservationRegistry observations() {
        return ObservationRegistry.NOOP;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
