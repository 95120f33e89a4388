package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.lanes.Entrance;
import dev.marquee.platform.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

class CrowdFilterTests {

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CrowdFilter filter = new CrowdFilter(
            new TransportSettings(List.of(), null, false, 0, SECOND, SECOND, SECOND, SECOND, PATIENCE, true, SECOND));

    private MockServerWebExchange post(WebFilterChain chain) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/graphql"));
        filter.filter(exchange, chain).subscribe();
        return exchange;
    }

    private void manyWait() {
        IntStream.range(0, 1_000).forEach(number -> post(exchange -> Mono.never()));
    }

    private static void letTimePass() throws InterruptedException {
        Thread.sleep(PATIENCE);
    }

    @Test
    void letsManyInWhileOthersAreAnsweredInTime() throws InterruptedException {
        manyWait();
        letTimePass();
        post(exchange -> Mono.empty());
        letTimePass();

        assertThat(post(exchange -> Mono.empty()).getResponse().getStatusCode()).isNull();
    }

    @Test
    void sendsNewcomersAwayOnceThereIsNoPlaceFurtherInside() throws InterruptedException {
        manyWait();
        letTimePass();
        post(exchange -> Mono.deferContextual(context -> {
            Entrance.tellFull(context);
            return Mono.empty();
        }));
        letTimePass();

        var refused =
                post(exchange -> Mono.error(new AssertionError("was let in"))).getResponse();

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(refused.getBodyAsString().block()).contains("\"code\":\"UNAVAILABLE\"");
    }
}
