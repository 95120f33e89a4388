package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeProcess;
import dev.marquee.dev.Ports;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The jar that is shipped. */
class PackagedJarIT {

    private static final Pattern LOCAL = Pattern.compile("dev/marquee/dev/|keycloak-realm|BOOT-INF/lib/"
            + "(bcprov-|embedded-|greenmail|playwright|jqwik|jsr305|spring-boot-test|junit)");
    private static final String METRICS = "/actuator/prometheus";
    private static final String PAGE = "https://app.example";
    private static final Path JAR = Path.of(System.getProperty("marquee.jar"));

    private final int port = Ports.free();

    @Test
    void carriesNoLocalServices() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> entries = jar.stream().map(ZipEntry::getName).toList();
            assertThat(entries).contains("BOOT-INF/classes/dev/marquee/MarqueeApplication.class");
            assertThat(entries.stream().filter(LOCAL.asPredicate())).isEmpty();
        }
    }

    @Test
    void namesAllMissingSettingsAndEnds() throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(java()).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("MARQUEE_") || name.startsWith("STRIPE_"));
        Process server = command.start();
        String output = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor()).isEqualTo(1);
        assertThat(output)
                .contains("Marquee cannot start with these settings")
                .contains("MARQUEE_R2DBC_URL", "MARQUEE_JDBC_URL", "MARQUEE_REDIS_URL", "MARQUEE_ISSUER")
                .contains("MARQUEE_SMTP_HOST", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")
                .doesNotContain("\tat ");
    }

    @Test
    void sellsAndIsMeasuredOnAPortOfItsOwn() {
        int metrics = Ports.free();
        try (MarqueeProcess _ = start(Map.of("management.server.port", metrics))) {
            Api api = Api.at(port);
            Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 10);

            assertThat(Shop.order(api.as(TestTokens.user().signed()), offer, 2).status())
                    .isEqualTo("PAID");
            Api.at(metrics).http().get().uri(METRICS).exchange().expectStatus().isOk();
            api.http()
                    .get()
                    .uri(METRICS)
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).isNotEqualTo(HttpStatus.OK.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void switchesWhatItsSettingsSay(boolean on) {
        Map<String, Object> settings = Map.of(
                "marquee.identity.cookie.enabled", on,
                "marquee.playground.enabled", on,
                "marquee.http.allowed-origins", PAGE);
        try (MarqueeProcess _ = start(settings)) {
            Api api = Api.at(port);
            var answer = api.http()
                    .options()
                    .uri("/graphql")
                    .header(HttpHeaders.ORIGIN, PAGE)
                    .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                    .exchange()
                    .returnResult(Void.class);
            var signIn = api.as(TestTokens.user().signed())
                    .document("mutation { signInByCookie { __typename } }")
                    .execute();

            assertThat(answer.getResponseHeaders().getAccessControlAllowCredentials())
                    .isEqualTo(on);
            signIn.path("signInByCookie.__typename")
                    .entity(String.class)
                    .isEqualTo(on ? "SignInByCookieSuccess" : "CookieImpossible");
            api.http().get().uri("/").exchange().expectStatus().isEqualTo(on ? HttpStatus.OK : HttpStatus.NOT_FOUND);
        }
    }

    /** As the image does: with the beans that were found when the jar was built. */
    private static List<String> java() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java, "-Dspring.aot.enabled=" + System.getProperty("marquee.jar.knows-beans"), "-jar", JAR.toString());
    }

    private MarqueeProcess start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(TestServices.properties(TestServices.freshDatabase()));
        all.put("server.port", port);
        all.put(
                "spring.config.additional-location",
                Path.of("src/test/resources/config/").toUri());
        all.putAll(settings);
        List<String> command = new ArrayList<>(java());
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        return MarqueeProcess.packaged(new ProcessBuilder(command), port);
    }
}
