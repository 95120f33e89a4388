package dev.marquee.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The realm that every environment imports. */
class LocalKeycloakTests {

    private final LocalKeycloak keycloak = LocalKeycloak.shared();

    @ParameterizedTest
    @EnumSource(DemoPerson.class)
    void signsInEveryDemoPerson(DemoPerson person) throws ParseException {
        SignedJWT token = SignedJWT.parse(keycloak.token(person));
        JWTClaimsSet claims = token.getJWTClaimsSet();

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(claims.getSubject()).isEqualTo(person.id().toString());
        assertThat(claims.getIssuer()).isEqualTo(keycloak.issuer());
        assertThat(claims.getAudience()).contains("marquee-api");
        assertThat(claims.getStringClaim("typ")).isEqualTo("Bearer");
        assertThat(claims.getStringClaim("email")).isEqualTo(person.email());
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringClaim("name")).isNotBlank();
        assertThat(claims.getStringClaim("locale")).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, admin, organizer",
        "OLIVIA, organizer, admin",
        "OSCAR, organizer, admin",
        "BELLA, user, organizer",
        "BEN, user, organizer",
        "STAN, user, admin"
    })
    void givesEverybodyTheirRoles(DemoPerson person, String has, String hasNot) throws ParseException {
        assertThat(roles(keycloak.token(person))).contains("user", has).doesNotContain(hasNot);
    }

    @Test
    void letsServersInByTheirSecret() throws ParseException {
        assertThat(SignedJWT.parse(keycloak.clientToken("marquee-partner"))
                        .getJWTClaimsSet()
                        .getAudience())
                .contains("marquee-api");
        assertThat(SignedJWT.parse(keycloak.clientToken("marquee-admin"))
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("resource_access"))
                .containsKey("realm-management");
    }

    @Test
    void leavesTheSecretsOfServersToKeycloak() {
        assertThat(LocalKeycloak.realm().required("clients").valueStream().map(client -> client.path("secret")))
                .allMatch(JsonNode::isMissingNode);
    }

    @Test
    void refusesPasswordsFromTheBrowserClient() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keycloak.token(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "marquee-web",
                        "username",
                        DemoPerson.BELLA.email(),
                        "password",
                        DemoPerson.BELLA.password())))
                .withMessageContaining("unauthorized_client");
    }

    private static List<String> roles(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("realm_access").values().stream()
                .flatMap(roles -> ((List<?>) roles).stream())
                .map(String::valueOf)
                .toList();
    }
}
