package dev.marquee.onboarding.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Requests live, over WebSockets. */
@MarqueeTest
class EventRequestFeedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Seen(String id, String status) {}

    private record Message(long revision, boolean snapshot, List<Seen> requests) {}

    private final TestToken requester = TestTokens.user();
    private final String title = "Live " + UUID.randomUUID();

    @Autowired
    private Api api;

    @Test
    void showsRequestersTheirOwnAndWhatBecomesOfThem() {
        RequestDesk desk = new RequestDesk(api.as(requester.signed()));
        RequestDesk admin = new RequestDesk(api.as(TestTokens.admin().signed()));
        String first = desk.requested(title, null);
        WebSocketGraphQlTester socket = api.webSocket(requester.signed());
        StepVerifier.create(updates(socket))
                .assertNext(message -> {
                    assertThat(message.snapshot()).isTrue();
                    assertThat(message.requests()).containsExactly(new Seen(first, "PENDING"));
                })
                .then(() -> new RequestDesk(api.as(TestTokens.user().signed())).requested("Other " + title, null))
                .then(() -> admin.approve(first, Map.of()))
                .assertNext(message -> {
                    assertThat(message.snapshot()).isFalse();
                    assertThat(message.requests()).containsExactly(new Seen(first, "APPROVED"));
                })
                .thenCancel()
                .verify(PATIENCE);
        socket.stop().block(PATIENCE);
    }

    @Test
    void showsAdministratorsNewRequestsAndEveryChange() {
        RequestDesk desk = new RequestDesk(api.as(requester.signed()));
        String waiting = desk.requested(title, null);
        WebSocketGraphQlTester socket = api.webSocket(TestTokens.admin().signed());
        StepVerifier.create(updates(socket)
                        .filter(message -> message.snapshot()
                                || message.requests().stream()
                                        .anyMatch(seen -> seen.id().equals(waiting)))
                        .take(2))
                .assertNext(message -> {
                    assertThat(message.snapshot()).isTrue();
                    assertThat(message.requests())
                            .allMatch(seen -> seen.status().equals("PENDING"));
                })
                .then(() -> desk.withdraw(waiting))
                .assertNext(message -> assertThat(message.requests()).contains(new Seen(waiting, "WITHDRAWN")))
                .expectComplete()
                .verify(PATIENCE);
        socket.stop().block(PATIENCE);
    }

    private static Flux<Message> updates(WebSocketGraphQlTester socket) {
        return socket.document("subscription { eventRequestUpdates { revision snapshot requests { id status } } }")
                .executeSubscription()
                .toFlux("eventRequestUpdates", Message.class);
    }
}
