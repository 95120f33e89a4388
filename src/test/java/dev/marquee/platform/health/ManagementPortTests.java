package dev.marquee.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the two ports answer, and whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementPortTests {

    private RunningMarquee marquee;
    private Api open;
    private Api management;

    @BeforeAll
    void start() {
        marquee = RunningMarquee.start(TestServices.freshDatabase(), Map.of());
        open = marquee.api();
        management = Api.at(marquee.managementPort());
    }

    @AfterAll
    void stop() {
        marquee.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/health"})
    void tellsTheHealthOnThePublicPort(String path) {
        ask(open, path).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("UP");
    }

    @Test
    void tellsTheHealthOnTheManagementPort() {
        ask(management, "/actuator/health/readiness").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/info", "/actuator/prometheus", "/actuator/env"})
    void keepsEverythingElseOffThePublicPort(String path) {
        ask(open, path).expectStatus().isUnauthorized();
        open.http()
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(TestTokens.admin().signed()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void tellsPrometheusAboutTheServerAndItsWork() {
        ask(open, "/graphql").expectStatus().isBadRequest();
        String metrics = metrics();
        assertThat(metrics)
                .contains("marquee_live_up", "marquee_live_topics", "marquee_views_lost_total")
                .contains("r2dbc_pool_acquired_connections", "jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count{");
    }

    @Test
    void tellsPrometheusHowManyEffectsWait() {
        await().until(() -> metrics().contains("marquee_outbox_backlog{handler=\"email\",state=\"waiting\"}"));
    }

    private String metrics() {
        return String.valueOf(ask(management, "/actuator/prometheus")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/graphql", "/webhooks/stripe", "/tickets/qr"})
    void servesNothingButTheActuatorOnTheManagementPort(String path) {
        ask(management, path).expectStatus().isUnauthorized();
        management.http().post().uri(path).exchange().expectStatus().isUnauthorized();
    }

    private static WebTestClient.ResponseSpec ask(Api port, String path) {
        return port.http().get().uri(path).exchange();
    }
}
