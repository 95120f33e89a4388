package dev.marquee.identity.access;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import reactor.test.StepVerifier;

/** Live streams of the real schema end when their caller may no longer hear them. */
@MarqueeTest
class EndOfAccessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private ExecutionGraphQlService service;

    @Autowired
    private ReactiveAuthenticationManager tokens;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LiveBus liveBus;

    @Test
    void endsForWhoIsRemovedFromTheTeam() {
        SampleEvent event = SampleEvent.in(database);
        TestToken steward = TestTokens.user();
        PersonId person = personOf(steward);
        event.join(person, "STEWARD").block();

        StepVerifier.create(probe().call(feedOf(event), steward))
                .expectNext(List.of())
                .then(() -> event.remove(person, liveBus).block())
                .expectNext(List.of("NOT_FOUND"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void endsWithTheToken() {
        SampleEvent event = SampleEvent.in(database);
        TestToken admin = TestTokens.admin().expiresAt(Instant.now().plusSeconds(4));

        StepVerifier.create(probe().call(feedOf(event), admin))
                .expectNext(List.of())
                .expectNext(List.of("UNAUTHENTICATED"))
                .expectComplete()
                .verify(PATIENCE);
    }

    private AccessProbe probe() {
        return new AccessProbe(service, tokens);
    }

    private PersonId personOf(TestToken token) {
        return PersonId.of(api.as(token.signed())
                .document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get());
    }

    private static String feedOf(SampleEvent event) {
        return "subscription { checkInFeed(eventId: \"" + event.id() + "\") { __typename } }";
    }
}
