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
import java.net.URI;
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
    void endsASessionOnceHoweverOftenItIsAsked() throws ParseException {
        String session = claims().getStringClaim("sid");
        people.endSession(session).block();
        people.endSession(session).block();
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
