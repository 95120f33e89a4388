package dev.marquee.platform.playground;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Shows the playground unless a setting switches it off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "marquee.playground.enabled", matchIfMissing = true)
class PlaygroundConfiguration {

    @Bean
    RouterFunction<ServerResponse> playground(PlaygroundSettings settings) {
        return new PlaygroundRoutes(settings).routes();
    }
}
