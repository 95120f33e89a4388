package dev.marquee.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.LocalKeycloak;
import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Keycloak that is stopped while somebody is suspended, and started again. */
class KeycloakOutageTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = Ports.free();

    @TempDir
    private Path home;

    @Test
    void shutsOutAtOnceAndTellsKeycloakWhenItIsBack() {
        LocalKeycloak before = keycloak();
        String admin = before.token(DemoPerson.ADMIN);
        String person = before.token(DemoPerson.BEN);
        try (RunningMarquee marquee = marquee(before.issuer())) {
            PeopleDesk desk = new PeopleDesk(marquee.api(), admin);
            String id = desk.id(person);

            before.close();
            desk.suspend(id).path("result.user.status").entity(String.class).isEqualTo("SUSPENDED");
            assertThat(desk.statusOf(person)).isEqualTo(403);

            try (LocalKeycloak after = keycloak()) {
                eventually()
                        .untilAsserted(() -> assertThatIllegalStateException()
                                .isThrownBy(() -> after.token(DemoPerson.BEN))
                                .withMessageContaining("disabled"));

                desk.reinstate(id);
                eventually().until(() -> !after.token(DemoPerson.BEN).isEmpty());
                desk.call("grantRole", Map.of("userId", id, "role", "ORGANIZER"));
                eventually()
                        .untilAsserted(() -> assertThat(roles(marquee, after)).contains("ORGANIZER"));
            }
        } finally {
            before.close();
        }
    }

    /** Slowly, since Keycloak shuts out for a while who fails to sign in again and again. */
    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).ignoreExceptions();
    }

    private static String roles(RunningMarquee marquee, LocalKeycloak keycloak) {
        return marquee.api()
                .as(keycloak.token(DemoPerson.BEN))
                .document("{ me { roles } }")
                .execute()
                .path("me.roles")
                .entityList(String.class)
                .get()
                .toString();
    }

    private LocalKeycloak keycloak() {
        return LocalKeycloak.persistent(home, port, TestServices.mail().port(), "http://localhost:8080");
    }

    private static RunningMarquee marquee(String issuer) {
        return RunningMarquee.start(
                TestServices.freshDatabase(),
                Map.of(
                        "marquee.identity.issuer", issuer,
                        "marquee.identity.jwk-set-uri", issuer + "/protocol/openid-connect/certs",
                        "marquee.identity.keycloak.url", issuer));
    }
}
