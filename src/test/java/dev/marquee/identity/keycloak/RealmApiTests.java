package dev.marquee.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.KeycloakDesk;
import dev.marquee.dev.KeycloakTest;
import dev.marquee.dev.LocalKeycloak;
import dev.marquee.identity.people.PeopleDesk;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** What the realm's clients and people can do with a real Keycloak and a real server. */
@KeycloakTest
class RealmApiTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PASSWORD = "correct horse battery";
    private static final String RENAME =
            "mutation { updateProfile(input: {displayName: \"A partner\"}) { __typename } }";

    private final LocalKeycloak keycloak = LocalKeycloak.shared();
    private final KeycloakDesk desk = new KeycloakDesk(keycloak);
    private final String email = UUID.randomUUID() + "@marquee.test";

    @Autowired
    private Api api;

    @Test
    void letsAPartnerReadAndRefusesToWriteWithoutTheScope() {
        GraphQlTester partner = api.as(keycloak.clientToken("marquee-partner"));

        assertThat(partner.document("{ me { email } }")
                        .execute()
                        .path("me.email")
                        .entity(String.class)
                        .get())
                .isEqualTo("partner@marquee.test");
        partner.document(RENAME)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .extracting(ResponseError::getExtensions)
                        .satisfies(facts -> assertThat(facts)
                                .containsEntry("code", "FORBIDDEN")
                                .containsEntry("scope", "marquee:write")));
    }

    @Test
    void letsAPartnerWriteWithTheScope() {
        api.as(keycloak.clientToken("marquee-partner", "marquee:write"))
                .document(RENAME)
                .execute()
                .path("updateProfile.__typename")
                .entity(String.class)
                .isEqualTo("UpdateProfileSuccess");
    }

    @Test
    void takesNoTokenOfTheServersOwnClient() {
        assertThat(new PeopleDesk(api, "").statusOf(keycloak.clientToken("marquee-admin")))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clients", "/roles", "/identity-provider/instances", "/components"})
    void givesTheServersOwnClientNoMoreThanPeople(String path) {
        assertThat(desk.statusOf("/users?max=1")).isEqualTo(200);
        assertThat(desk.statusOf(path)).isEqualTo(403);
    }

    @Test
    void erasesAPersonInKeycloakToo() {
        String subject = desk.create(email, PASSWORD);
        String token = keycloak.token(email, PASSWORD);

        api.as(token)
                .document("mutation($email: String!) { deleteMyAccount(input: {email: $email}) { __typename } }")
                .variable("email", email)
                .execute()
                .path("deleteMyAccount.__typename")
                .entity(String.class)
                .isEqualTo("DeleteMyAccountSuccess");

        await().atMost(PATIENCE).until(() -> !desk.knows(subject));
        assertThatIllegalStateException().isThrownBy(() -> keycloak.token(email, PASSWORD));
        assertThat(new PeopleDesk(api, "").statusOf(token)).isEqualTo(403);
    }

    @Test
    void endsTheSessionInKeycloakToo() {
        desk.create(email, PASSWORD);
        String token = keycloak.token(email, PASSWORD);
        String other = keycloak.token(email, PASSWORD);
        assertThat(userInfo(token)).isEqualTo(200);

        api.as(token).document("mutation { logout { __typename } }").executeAndVerify();

        assertThat(new PeopleDesk(api, "").statusOf(token)).isEqualTo(401);
        await().atMost(PATIENCE).until(() -> userInfo(token) == 401);
        assertThat(userInfo(other)).isEqualTo(200);
        assertThat(new PeopleDesk(api, "").statusOf(other)).isEqualTo(200);
    }

    @Test
    void locksOutWhoGuessesPasswords() {
        desk.create(email, PASSWORD);
        keycloak.token(email, PASSWORD);

        IntStream.range(0, 12)
                .forEach(guess -> assertThatIllegalStateException()
                        .isThrownBy(() -> keycloak.token(email, "guess number " + guess)));

        assertThatIllegalStateException().isThrownBy(() -> keycloak.token(email, PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=plain"})
    void asksFrontEndsForPkce(String challenge) {
        assertThat(asked(challenge)).contains("error=invalid_request");
    }

    @Test
    void letsFrontEndsInWithPkce() {
        assertThat(asked("&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"))
                .isEqualTo("200");
    }

    /** The address that the browser is sent to, or the status of the page that it gets. */
    private String asked(String challenge) {
        URI address = URI.create(keycloak.issuer() + "/protocol/openid-connect/auth?client_id=marquee-web"
                + "&response_type=code&scope=openid&redirect_uri=http://localhost:8080/" + challenge);
        return RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()))
                .build()
                .get()
                .uri(address)
                .exchange((request, response) -> response.getHeaders().getLocation() == null
                        ? String.valueOf(response.getStatusCode().value())
                        : String.valueOf(response.getHeaders().getLocation()));
    }

    private int userInfo(String token) {
        return RestClient.create()
                .get()
                .uri(keycloak.issuer() + "/protocol/openid-connect/userinfo")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange((request, response) -> response.getStatusCode().value());
    }
}
