package dev.marquee.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

/** Which requests pass as they are. */
class EndpointFirewallTests {

    private final EndpointFirewall firewall = new EndpointFirewall();

    private static MockServerWebExchange exchange(HttpMethod method, String uri) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.method(method, URI.create("http://localhost:8080" + uri)));
    }

    @Test
    void letsOperationsPass() {
        MockServerWebExchange operation = exchange(HttpMethod.POST, "/graphql");
        assertThat(firewall.getFirewalledExchange(operation).block()).isSameAs(operation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql?query=a", "/webhooks/stripe", "/graphql/"})
    void looksThroughOtherPaths(String path) {
        MockServerWebExchange other = exchange(HttpMethod.POST, path);
        assertThat(firewall.getFirewalledExchange(other).block()).isNotSameAs(other);
    }

    @Test
    void looksThroughOtherMethods() {
        MockServerWebExchange page = exchange(HttpMethod.GET, "/graphql");
        assertThat(firewall.getFirewalledExchange(page).block()).isNotSameAs(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql;a=b", "//graphql", "/graphql/../actuator/env", "/%2e%2e/graphql"})
    void refusesPathsThatHideWhereTheyLead(String path) {
        assertThatThrownBy(() -> firewall.getFirewalledExchange(exchange(HttpMethod.POST, path))
                        .block())
                .isInstanceOf(ServerExchangeRejectedException.class);
    }
}
