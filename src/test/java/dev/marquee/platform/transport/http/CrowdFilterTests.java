package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.lanes.Entrance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class CrowdFilterTests {

    private static final WebFilterChain NO_PLACE = exchange -> Mono.deferContextual(context -> {
        Entrance.tellFull(context);
        return exchange.getResponse().setComplete();
    });

    private long now;
    private final CrowdFilter filter = new CrowdFilter(new Crowd(Duration.ofSeconds(1), () -> now));

    private Disposable send(MockServerWebExchange exchange, WebFilterChain chain) {
        return filter.filter(exchange, chain).subscribe();
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/graphql"));
    }

    private MockServerHttpResponse post(WebFilterChain chain) {
        MockServerWebExchange exchange = exchange();
        send(exchange, chain);
        return exchange.getResponse();
    }

    private List<Disposable> letIn(int many) {
        return IntStream.range(0, many)
                .mapToObj(number -> send(exchange(), exchange -> Mono.never()))
                .toList();
    }

    private boolean letsIn() {
        return post(exchange -> Mono.never()).getStatusCode() == null;
    }

    private void letTimePass() {
        now += TimeUnit.SECONDS.toNanos(1);
    }

    @Test
    void letsManyInWhileOthersAreAnsweredInTime() {
        letIn(1_000);
        letTimePass();
        post(exchange -> exchange.getResponse().setComplete());
        letTimePass();

        assertThat(letsIn()).isTrue();
    }

    @Test
    void sendsNewcomersAwayOnceThereIsNoPlaceFurtherInside() {
        letIn(1_000);
        letTimePass();
        post(NO_PLACE);
        letTimePass();

        var refused = post(exchange -> Mono.error(new AssertionError("was let in")));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(refused.getBodyAsString().block()).contains("\"code\":\"UNAVAILABLE\"");
    }

    @Test
    void countsAnAnswerOnceAlthoughItIsCommittedBeforeItEnds() {
        letIn(600);
        IntStream.range(0, 100).forEach(number -> post(NO_PLACE));
        letTimePass();

        assertThat(letsIn()).isFalse();
    }

    @Test
    void makesRoomForOthersWhenSomebodyHangsUp() {
        List<Disposable> waiting = letIn(600);
        post(NO_PLACE);
        letTimePass();
        assertThat(letsIn()).isFalse();

        waiting.subList(0, 100).forEach(Disposable::dispose);

        assertThat(letsIn()).isTrue();
    }

    @Test
    void countsAStreamUntilItBegins() {
        letIn(600);
        IntStream.range(0, 100)
                .forEach(number -> post(exchange -> NO_PLACE.filter(exchange).then(Mono.never())));
        letTimePass();

        assertThat(letsIn()).isFalse();
    }

    @Test
    void takesHangingUpForNoAnswer() {
        letIn(1_000);
        post(NO_PLACE);
        letIn(100).forEach(Disposable::dispose);
        letTimePass();

        assertThat(letsIn()).isFalse();
    }
}
