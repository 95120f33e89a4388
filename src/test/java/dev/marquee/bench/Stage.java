package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.MarqueeProcess;
import dev.marquee.dev.Ports;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A durable database with the data of the benchmark, the other services, and the server under test on top of them. */
final class Stage implements AutoCloseable {

    static final Path OUTPUT = Path.of("target", "bench");
    static final String DATABASE = "bench";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final Options options;
    private final LocalPostgres postgres;
    private final LocalRedis redis;
    private final MailSink mail;
    private final int port = Ports.free();
    private final LocalStripe stripe;
    private final Database database;
    private final List<String> tokens;
    private final Image image;
    private @Nullable MarqueeProcess server;
    private Map<String, String> settingsNow = Map.of();
    private final Set<Object> met = new HashSet<>();
    private int scanned;

    private Stage(Options options, Path data, Image image) {
        this.options = options;
        this.image = image;
        postgres = LocalPostgres.durable(data);
        redis = LocalRedis.start();
        mail = MailSink.start();
        stripe = new LocalStripe();
        database = new Database(postgres.jdbcUrl(DATABASE));
        tokens = Stream.concat(
                        IntStream.of(SeedData.STEWARD).boxed(),
                        IntStream.range(0, SeedData.BUYERS)
                                .map(n -> SeedData.FIRST_BUYER + n)
                                .boxed())
                .parallel()
                .map(Stage::token)
                .toList();
    }

    /** Removes what a run has left that was broken off; a run that still goes on keeps its data. */
    private static Path emptied(String name) {
        Path folder = OUTPUT.resolve(name).toAbsolutePath();
        Path lock = folder.resolve("postmaster.pid");
        try {
            if (Files.exists(lock)
                    && ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(lock).getFirst().strip()))
                            .isPresent()) {
                throw new IllegalStateException("Another run uses " + folder + ".");
            }
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(OUTPUT);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the services and fills the database; the server follows with {@link #require}. */
    static Stage open(Options options) throws SQLException, IOException {
        Path data = emptied("postgres");
        return open(options, data, options.aot() == null ? Image.ofPackage() : Image.of(options.aot()));
    }

    /** The same with another database in a folder of that name, and the same image. */
    Stage open(Options other, String folder) throws SQLException, IOException {
        return open(other, emptied(folder), image);
    }

    private static Stage open(Options options, Path data, Image image) throws SQLException, IOException {
        Stage stage = new Stage(options, data, image);
        try {
            stage.postgres.createDatabase(DATABASE);
            Flyway.configure()
                    .dataSource(stage.postgres.jdbcUrl(DATABASE), LocalPostgres.ROLE, LocalPostgres.ROLE)
                    .placeholders(Map.of("server-role", LocalPostgres.ROLE))
                    .load()
                    .migrate();
            SeedData.load(stage.postgres.jdbcUrl(DATABASE), options.events(), options.tickets());
            Files.write(stage.buyerTokens(), stage.tokens.subList(1, stage.tokens.size()));
            Files.write(stage.stewardToken(), stage.tokens.subList(0, 1));
        } catch (SQLException | IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
        return stage;
    }

    /** Has the packaged server run with these settings besides the usual ones, and no other. */
    void require(Map<String, String> settings) {
        if (server == null || !settings.equals(settingsNow)) {
            end();
            server = MarqueeProcess.packaged(
                    image.command(options.javaOptions(), ServerEnvironment.of(this, settings)), port);
            settingsNow = settings;
            met.clear();
        }
    }

    /** Tells that the server meets a kind of load now; gives whether it is the first time since its start. */
    boolean meets(Object kind) {
        return met.add(kind);
    }

    /** Ends the server if it runs. */
    void end() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Starts a server of an image besides; see {@link #awaitAnswer}. */
    ChildProcess launch(Image other) {
        met.clear();
        return ChildProcess.start(
                "Marquee", other.command(List.of(), ServerEnvironment.of(this, Map.of())), OUTPUT.resolve("start.log"));
    }

    /** Returns with the first answer out of the database. */
    void awaitAnswer(ChildProcess started) {
        byte[] question = Requests.page(this).next();
        started.awaitClosely(() -> answers(question), PATIENCE);
    }

    private boolean answers(byte[] question) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
            socket.getOutputStream().write(question);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException notYet) {
            return false;
        }
    }

    Image image() {
        return image;
    }

    /** Starts a class of the tests in a JVM of its own. */
    static ChildProcess java(String name, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return ChildProcess.start(name, new ProcessBuilder(command), OUTPUT.resolve(name + ".log"));
    }

    static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Puts load on the server and tells who used the processors meanwhile. */
    Round measured(Supplier<Samples> load) {
        Cpu before = cpu();
        Samples samples = load.get();
        Cpu after = cpu();
        return samples.round().with(before == null || after == null ? null : after.since(before));
    }

    /** Strikes off the effects that still wait, so that no workload pays for another's mail, and tidies the tables. */
    void settle() {
        database.run("update outbox set state = 'DONE', done_at = now() where state = 'WAITING'", "vacuum analyze");
    }

    /** The number of a ticket up to which, and up to {@code known}, all may be scanned already. */
    int scannedUpTo(int known) {
        String last = database.value("""
                select coalesce(max(replace(code, '-', '')::bigint), 0) from ticket
                where status = 'USED' and code ~ '^[0-9]{4}-[0-9]{4}-[0-9]{4}$'
                """);
        scanned = Math.max(scanned, Math.max(known, Integer.parseInt(last)));
        if (scanned >= options.tickets()) {
            throw new IllegalStateException("All tickets are scanned; give more with --tickets.");
        }
        return scanned;
    }

    @Nullable Cpu cpu() {
        return Cpu.of(server == null ? 0 : server.pid(), postgres.pid());
    }

    /** The process of the server that runs. */
    long serverPid() {
        return Objects.requireNonNull(server).pid();
    }

    Options options() {
        return options;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    LocalRedis redis() {
        return redis;
    }

    int mailPort() {
        return mail.port();
    }

    int port() {
        return port;
    }

    LocalStripe stripe() {
        return stripe;
    }

    Database database() {
        return database;
    }

    List<String> buyers() {
        return tokens.subList(1, tokens.size());
    }

    String steward() {
        return tokens.getFirst();
    }

    Path buyerTokens() {
        return OUTPUT.resolve("buyers");
    }

    Path stewardToken() {
        return OUTPUT.resolve("steward");
    }

    @Override
    public void close() {
        end();
        stripe.close();
        mail.close();
        redis.close();
        postgres.close();
    }

    private static String token(int person) {
        String subject = SeedData.subject(person);
        TestToken token = TestTokens.user().subject(subject).email(subject + "@marquee.test");
        return token.expiresAt(Instant.now().plus(TOKEN_LIFE)).signed();
    }
}
