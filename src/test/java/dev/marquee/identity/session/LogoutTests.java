package dev.marquee.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.people.PeopleDesk;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

/** The end of a sign-in before its token's, and what there is of cookies where they are not switched on. */
@MarqueeTest
class LogoutTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken person = TestTokens.user();

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private void logout(TestToken token) {
        api.as(token.signed())
                .document("mutation { logout { ... on LogoutSuccess { endedAt } } }")
                .execute()
                .path("logout.endedAt")
                .hasValue();
    }

    private int statusOf(TestToken token) {
        return new PeopleDesk(api, "").statusOf(token.signed());
    }

    @Test
    void refusesTheTokenAndLeavesOtherSignInsAlone() {
        TestToken other = person.claim("jti", UUID.randomUUID().toString());
        assertThat(statusOf(person)).isEqualTo(200);

        logout(person);

        assertThat(statusOf(person)).isEqualTo(401);
        assertThat(statusOf(other)).isEqualTo(200);
    }

    @Test
    void refusesAllTokensOfTheSession() {
        TestToken first = person.claim("sid", UUID.randomUUID().toString());
        TestToken second = first.claim("jti", UUID.randomUUID().toString());
        TestToken elsewhere = second.claim("sid", UUID.randomUUID().toString());

        logout(first);

        assertThat(statusOf(first)).isEqualTo(401);
        assertThat(statusOf(second)).isEqualTo(401);
        assertThat(statusOf(elsewhere)).isEqualTo(200);
    }

    @Test
    void endsTheStreamsOfTheSignIn() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        WebSocketGraphQlTester watcher = api.webSocket(person.signed());

        StepVerifier.create(
                        watcher.document("subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                                .variable("id", offer.eventId())
                                .executeSubscription()
                                .toFlux("ticketAvailability.remaining", Integer.class)
                                .timeout(PATIENCE))
                .expectNext(5)
                .then(() -> logout(person))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                SubscriptionErrorException.class,
                                end -> assertThat(end.getErrors())
                                        .singleElement()
                                        .satisfies(each -> assertThat(each.getExtensions())
                                                .containsEntry("code", "UNAUTHENTICATED"))));
        watcher.stop().block(PATIENCE);
    }

    @Test
    void remembersASignInNoLongerThanItsTokensCouldLive() {
        logout(person);
        database.sql("update ended_sign_in set until = now() - interval '1 second' where sign_in = :id")
                .bind("id", jtiOf(person))
                .then()
                .block();

        logout(TestTokens.user());

        assertThat(database.sql("select count(*) from ended_sign_in where sign_in = :id")
                        .bind("id", jtiOf(person))
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isZero();
    }

    private static String jtiOf(TestToken token) {
        try {
            return SignedJWT.parse(token.signed()).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsNoCookiesUnlessTheyAreSwitchedOn() {
        api.as(person.signed())
                .document("mutation { signInByCookie { ... on Refusal { code message } } }")
                .execute()
                .path("signInByCookie.code")
                .entity(String.class)
                .isEqualTo("COOKIE_IMPOSSIBLE");
        assertThat(api.anonymous()
                        .mutate()
                        .headers(headers -> {
                            headers.set(HttpHeaders.COOKIE, SignInCookie.NAME + "=" + person.signed());
                            headers.set(SignInCookie.HEADER, "1");
                        })
                        .build()
                        .document("{ me { id } }")
                        .execute()
                        .returnResponse()
                        .getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED"));
    }
}
