package dev.marquee.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.LocalKeycloak;
import dev.marquee.identity.Role;
import dev.marquee.platform.EffectFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the server's service account may do in a real Keycloak. */
class KeycloakPeopleTests {

    private static final DemoPerson PERSON = DemoPerson.BEN;
    private static final String SUBJECT = PERSON.id().toString();

    private final LocalKeycloak keycloak = LocalKeycloak.shared();
    private final KeycloakPeople people = people(URI.create(keycloak.issuer()), LocalKeycloak.CLIENT_SECRET);

    @Test
    void givesAndTakesRoles() throws ParseException {
        people.grant(SUBJECT, Role.ORGANIZER).block();
        people.grant(SUBJECT, Role.ORGANIZER).block();
        assertThat(claims().getJSONObjectClaim("realm_access").toString()).contains("organizer");

        people.revoke(SUBJECT, Role.ORGANIZER).block();
        people.revoke(SUBJECT, Role.ORGANIZER).block();
        assertThat(claims().getJSONObjectClaim("realm_access").toString()).doesNotContain("organizer");
    }

    @Test
    void switchesPeopleOffAndOnAndLeavesTheRestOfThem() throws ParseException {
        JWTClaimsSet before = claims();
        people.endSessions(SUBJECT).block();
        people.disable(SUBJECT).block();
        assertThatIllegalStateException().isThrownBy(() -> keycloak.token(PERSON));

        people.enable(SUBJECT).block();
        for (String claim : new String[] {"email", "email_verified", "name", "locale"}) {
            assertThat(claims().getClaim(claim)).as(claim).isEqualTo(before.getClaim(claim));
        }
    }

    @Test
    void endsOneSessionAndLeavesTheOthers() throws Exception {
        String first = keycloak.token(PERSON);
        String second = keycloak.token(PERSON);
        String session = SignedJWT.parse(first).getJWTClaimsSet().getStringClaim("sid");

        people.endSession(session).block();
        people.endSession(session).block();

        assertThat(userInfo(first)).isEqualTo(401);
        assertThat(userInfo(second)).isEqualTo(200);
    }

    private int userInfo(String token) throws IOException, InterruptedException {
        URI address = URI.create(keycloak.issuer() + "/protocol/openid-connect/userinfo");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void tellsAdministratorsWhatFailed() {
        String stranger = UUID.randomUUID().toString();
        assertThatThrownBy(() -> people.disable(stranger).block())
                .isInstanceOf(EffectFailed.class)
                .hasMessage("Keycloak answered 404.");
        assertThatThrownBy(() -> people(URI.create(keycloak.issuer()), "wrong")
                        .disable(SUBJECT)
                        .block())
                .isInstanceOf(EffectFailed.class)
                .hasMessage("Keycloak answered 401.");
        assertThatThrownBy(() -> people(URI.create("http://127.0.0.1:1/realms/marquee"), "wrong")
                        .disable(SUBJECT)
                        .block())
                .isInstanceOf(EffectFailed.class)
                .hasMessage("Keycloak cannot be reached.");
    }

    private JWTClaimsSet claims() throws ParseException {
        return SignedJWT.parse(keycloak.token(PERSON)).getJWTClaimsSet();
    }

    private static KeycloakPeople people(URI realm, String secret) {
        var settings = new KeycloakSettings(realm, "marquee-admin", secret, Duration.ofSeconds(5));
        return new KeycloakPeople(settings, Clock.systemUTC());
    }
}
