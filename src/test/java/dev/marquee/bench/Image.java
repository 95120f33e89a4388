package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import dev.marquee.dev.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged server as the image has it: unpacked, with the options of the Dockerfile and an AOT cache.
 *
 * @param jar what {@code java -jar} starts
 * @param toolOptions what the image tells every virtual machine, {@code JAVA_TOOL_OPTIONS}
 * @param cache null for none
 */
record Image(Path jar, String toolOptions, @Nullable Path cache) {

    private static final Path FOLDER = Stage.OUTPUT.resolve("app").toAbsolutePath();
    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Path TRAINING =
            Path.of("src", "main", "docker", "train.sh").toAbsolutePath();
    private static final Path JAVA_FOLDER = Path.of(System.getProperty("java.home"), "bin");
    private static final String JAR = "marquee.jar";
    private static final String CACHE = "marquee.aot";
    private static final Pattern TOOL_OPTIONS = Pattern.compile("(?m)^ENV JAVA_TOOL_OPTIONS=\"(.*)\"$");
    private static final Pattern SETTINGS = Pattern.compile("(MARQUEE|SPRING|STRIPE)_.*|JDK_JAVA_OPTIONS");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** That of a cache which lies next to the jar that it was made for. */
    static Image of(Path cache) {
        return new Image(cache.resolveSibling(JAR), toolOptionsOfDockerfile(), cache);
    }

    /** That of the packaged jar, made as the Dockerfile does unless it was made since. */
    static Image ofPackage() {
        Path cache = FOLDER.resolve(CACHE);
        boolean isMade = Files.exists(cache)
                && modified(FOLDER.resolve(JAR)).equals(modified(packaged()))
                && Stream.of(packaged(), TRAINING, DOCKERFILE)
                        .allMatch(part -> modified(part).compareTo(modified(cache)) < 0);
        if (!isMade) {
            System.out.println("Making the AOT cache");
            unpack();
            train();
        }
        return of(cache);
    }

    /** The jar as Maven has packaged it, without a cache, which needs an unpacked one. */
    Image asPackaged() {
        return new Image(packaged(), toolOptions, null);
    }

    /** The same without a cache. */
    Image plain() {
        return new Image(jar, toolOptions, null);
    }

    /** What starts it in its own folder, since a cache fits no other path; it fails if the cache does not fit. */
    ProcessBuilder command(List<String> options, Map<String, String> environment) {
        Stream<String> aot = cache == null ? Stream.of() : Stream.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
        ProcessBuilder command = new ProcessBuilder(Stream.of(
                        Stream.of(java()),
                        aot,
                        options.stream(),
                        Stream.of("-jar", jar.getFileName().toString()))
                .flatMap(parts -> parts)
                .toList());
        command.directory(
                Objects.requireNonNull(jar.toAbsolutePath().getParent()).toFile());
        command.environment().put("JAVA_TOOL_OPTIONS", toolOptions);
        command.environment().putAll(environment);
        return command;
    }

    private static Path packaged() {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(path -> path.getFileName().toString().matches("marquee-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no target/marquee-*.jar."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack() {
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(new ProcessBuilder(
                java(),
                "-Djarmode=tools",
                "-jar",
                packaged().toString(),
                "extract",
                "--application-filename",
                JAR,
                "--destination",
                FOLDER.toString()));
    }

    /** Settings of the shell are for what is measured: a cache is used again by others. */
    private static void train() {
        ProcessBuilder training = new ProcessBuilder("bash", TRAINING.toString()).directory(FOLDER.toFile());
        Map<String, String> environment = training.environment();
        environment.keySet().removeIf(SETTINGS.asMatchPredicate());
        environment.put("JAVA_TOOL_OPTIONS", toolOptionsOfDockerfile());
        environment.put("PATH", JAVA_FOLDER + ":" + environment.get("PATH"));
        environment.put("PORT", Integer.toString(Ports.free()));
        run(training);
    }

    private static void run(ProcessBuilder command) {
        try (ChildProcess process = ChildProcess.start("The image", command, Stage.OUTPUT.resolve("image.log"))) {
            process.awaitEnd(PATIENCE);
        }
    }

    private static String java() {
        return JAVA_FOLDER.resolve("java").toString();
    }

    private static String toolOptionsOfDockerfile() {
        try {
            return TOOL_OPTIONS
                    .matcher(Files.readString(DOCKERFILE))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
