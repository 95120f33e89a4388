package dev.marquee.platform.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The playground is there unless a setting says no. */
class PlaygroundSwitchTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(PlaygroundConfiguration.class, Bound.class)
            .withPropertyValues("marquee.playground.issuer=https://id.example/realms/marquee");

    @Test
    void isOnByDefault() {
        context.run(it -> assertThat(hasPage(it)).isTrue());
    }

    @Test
    void isOffWhenASettingSaysSo() {
        context.withPropertyValues("marquee.playground.enabled=false")
                .run(it -> assertThat(hasPage(it)).isFalse());
    }

    private static boolean hasPage(AssertableApplicationContext started) {
        MockServerWebExchange page = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        RouterFunction<?> routes = started.getBean(RouterFunction.class);
        return routes.route(ServerRequest.create(page, List.of()))
                .hasElement()
                .blockOptional()
                .orElseThrow();
    }

    @EnableConfigurationProperties(PlaygroundSettings.class)
    static class Bound {}
}
