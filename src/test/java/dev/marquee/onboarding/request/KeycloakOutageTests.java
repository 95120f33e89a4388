package dev.marquee.onboarding.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.LocalKeycloak;
import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approval while a real Keycloak is stopped. */
class KeycloakOutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DemoPerson PERSON = DemoPerson.BELLA;

    @TempDir
    private Path home;

    private final int port = Ports.free();

    @Test
    void approvesWithoutKeycloakAndGivesTheRoleWhenItIsBack() throws ParseException {
        startKeycloak().close();
        TestToken bella = TestTokens.user().subject(PERSON.id().toString()).email(PERSON.email());
        try (RunningMarquee marquee = RunningMarquee.start(
                TestServices.freshDatabase(),
                Map.of(
                        "marquee.identity.keycloak.url",
                        "http://localhost:" + port + "/realms/marquee",
                        "marquee.outbox.longest-retry",
                        "1s"))) {
            String request = new RequestDesk(marquee.api().as(bella.signed())).requested("While it is down", null);
            String event = new RequestDesk(marquee.api().as(TestTokens.admin().signed()))
                    .approve(request, Map.of())
                    .path("result.eventRequest.event.id")
                    .entity(String.class)
                    .get();
            new EventDesk(marquee.api().as(bella.signed()))
                    .succeed("update", Map.of("eventId", event, "description", "Mine already"));

            try (LocalKeycloak keycloak = startKeycloak()) {
                assertThat(roles(keycloak)).contains("user");
                await().atMost(PATIENCE).until(() -> roles(keycloak).contains("organizer"));
            }
        }
    }

    private LocalKeycloak startKeycloak() {
        return LocalKeycloak.persistent(home, port, TestServices.mail().port(), "http://localhost:8080");
    }

    private static String roles(LocalKeycloak keycloak) throws ParseException {
        return SignedJWT.parse(keycloak.token(PERSON))
                .getJWTClaimsSet()
                .getJSONObjectClaim("realm_access")
                .toString();
    }
}
