package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.PlatformSettings;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SecurityHeadersTests {

    @Test
    void holdBrowsersToHttpsWherePeopleReachTheServerByHttps() {
        assertThat(transportSecurity("https://tickets.example")).isEqualTo("max-age=31536000");
        assertThat(transportSecurity("http://localhost:8080")).isNull();
    }

    private static @Nullable String transportSecurity(String publicUrl) {
        var settings = new PlatformSettings(URI.create(publicUrl), "only-for-tests-only-for-tests");
        var filter = new SecurityHeadersFilter(
                new StaticListableBeanFactory(Map.of("platform", settings)).getBeanProvider(PlatformSettings.class));
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        filter.filter(exchange, handled -> handled.getResponse().setComplete()).block();
        return exchange.getResponse().getHeaders().getFirst("Strict-Transport-Security");
    }
}
