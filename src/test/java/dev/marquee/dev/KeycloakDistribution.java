package dev.marquee.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** The Keycloak that the build has unpacked, prepared once for the options used here. */
final class KeycloakDistribution {

    private static final Duration PREPARE_LIMIT = Duration.ofMinutes(3);
    private static final String PREPARED = "marquee-prepared";

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private final Path directory;

    private KeycloakDistribution(Path directory) {
        this.directory = directory;
    }

    /** Finds the distribution and runs Keycloak's own build step if nobody did so before. */
    static KeycloakDistribution prepared() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "marquee");
        Path directory = cache.resolve("keycloak-" + version());
        if (!Files.exists(directory.resolve("lib/quarkus-run.jar"))) {
            throw new ServiceFailure("Keycloak is not unpacked in " + directory + "; run ./mvnw test-compile once.");
        }
        KeycloakDistribution distribution = new KeycloakDistribution(directory);
        distribution.prepare();
        return distribution;
    }

    /** Makes {@code home} a Keycloak home that has its own data and shares this distribution's program. */
    void linkInto(Path home) {
        Stream.of("conf", "providers", "data/import").map(home::resolve).forEach(Directories::create);
        Directories.link(home.resolve("lib"), directory.resolve("lib"));
    }

    /** The command that runs Keycloak in the given home on the JVM of this process. */
    ProcessBuilder command(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-Dkc.home.dir=" + home.toAbsolutePath());
        command.add("-Djboss.server.config.dir=" + home.toAbsolutePath().resolve("conf"));
        command.add("-cp");
        command.add(directory.resolve("lib/quarkus-run.jar").toString());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private void prepare() {
        Path prepared = directory.resolve(PREPARED);
        if (Files.exists(prepared)) {
            return;
        }
        Path lockFile = directory.resolve(PREPARED + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(prepared)) {
                runBuildStep();
                Files.createFile(prepared);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void runBuildStep() {
        Path log = directory.resolve(PREPARED + ".log");
        try (ChildProcess build = ChildProcess.start(
                "Keycloak's build step", command(directory, List.of("build", "--db=dev-file")), log)) {
            build.awaitEnd(PREPARE_LIMIT);
        }
    }

    private static String version() {
        try (InputStream settings = KeycloakDistribution.class.getResourceAsStream("/local-services.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(settings));
            return Objects.requireNonNull(properties.getProperty("keycloak.version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
