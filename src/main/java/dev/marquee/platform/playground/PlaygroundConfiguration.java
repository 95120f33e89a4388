package dev.marquee.platform.playground;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Shows the playground unless a setting switches it off. */
@Configuration(proxyBeanMethods = false)
class PlaygroundConfiguration {

    @Bean
    RouterFunction<ServerResponse> playground(PlaygroundSettings settings) {
        return settings.enabled() ? new PlaygroundRoutes(settings).routes() : request -> Mono.empty();
    }
}
