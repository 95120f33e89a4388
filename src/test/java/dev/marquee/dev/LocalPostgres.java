package dev.marquee.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL 18 server on a loopback port; Marquee's roles in it are ordinary ones, not superusers. */
public final class LocalPostgres implements AutoCloseable {

    /** The role that owns the databases and what is in them, and its password. */
    public static final String ROLE = "marquee";

    /** The role that may only do what the server needs, and its password. */
    public static final String SERVER_ROLE = "marquee_server";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final long pid;

    private LocalPostgres(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    /** Starts a server that forgets everything when it is closed, and is fast at the price of safety. */
    public static LocalPostgres temporary() {
        Path directory = Directories.temporary("marquee-postgres-");
        return start(
                directory,
                EmbeddedPostgres.builder()
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off"));
    }

    /** Starts a server with an empty data directory that commits durably, as PostgreSQL does unless told otherwise. */
    public static LocalPostgres durable(Path directory) {
        return start(
                directory,
                EmbeddedPostgres.builder()
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on"));
    }

    /** Starts a server that keeps its data in {@code directory} and holds the given database. */
    static LocalPostgres persistent(Path directory, String database) {
        LocalPostgres postgres = start(directory, EmbeddedPostgres.builder().setCleanDataDirectory(false));
        postgres.createMissingDatabase(database);
        return postgres;
    }

    private static LocalPostgres start(Path directory, EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.setDataDirectory(directory)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setPGStartupWait(START_LIMIT)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long pid = pidOf(directory);
            Reaper.watch(pid);
            LocalPostgres postgres = new LocalPostgres(server, pid);
            postgres.createRole(ROLE);
            postgres.createRole(SERVER_ROLE);
            return postgres;
        } catch (IOException | IllegalStateException e) {
            throw new ServiceFailure("PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    /** Creates an empty database that {@link #ROLE} owns. */
    public void createDatabase(String name) {
        execute("CREATE DATABASE " + name + " OWNER " + ROLE);
    }

    /** Creates a database with everything that {@code template} holds. */
    public void createDatabase(String name, String template) {
        execute("CREATE DATABASE " + name + " OWNER " + ROLE + " TEMPLATE " + template + " STRATEGY FILE_COPY");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    public String r2dbcUrl(String database) {
        return "r2dbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    public int port() {
        return server.getPort();
    }

    /** The process id, for tests that freeze the server. */
    public long pid() {
        return pid;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Reaper.forget(pid);
        }
    }

    private void createMissingDatabase(String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                createDatabase(name);
            }
        } catch (SQLException e) {
            throw new ServiceFailure("PostgreSQL refused: " + e.getMessage(), e);
        }
    }

    private void createRole(String role) {
        execute("""
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
                  END IF;
                END $$
                """.formatted(role));
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ServiceFailure("PostgreSQL refused: " + e.getMessage(), e);
        }
    }

    private static long pidOf(Path directory) throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }
}
