package dev.marquee.platform.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.reactive.function.server.RouterFunction;

/** The playground is there unless a setting says no. */
class PlaygroundSwitchTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(PlaygroundConfiguration.class)
            .withBean(
                    PlaygroundSettings.class,
                    () -> new PlaygroundSettings(true, URI.create("https://id.example/realms/marquee"), "marquee-web"));

    @Test
    void isOnByDefault() {
        context.run(it -> assertThat(it).hasSingleBean(RouterFunction.class));
    }

    @Test
    void isOffWhenASettingSaysSo() {
        context.withPropertyValues("marquee.playground.enabled=false")
                .run(it -> assertThat(it).doesNotHaveBean(RouterFunction.class));
    }
}
