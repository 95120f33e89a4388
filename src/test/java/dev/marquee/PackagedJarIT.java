package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that is shipped. */
class PackagedJarIT {

    private static final Pattern LOCAL = Pattern.compile("dev/marquee/dev/|keycloak-realm|BOOT-INF/lib/"
            + "(bcprov-|embedded-|greenmail|playwright|jqwik|jsr305|spring-boot-test|junit)");
    private static final Path JAR = Path.of(System.getProperty("marquee.jar"));

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
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                .redirectErrorStream(true);
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
}
