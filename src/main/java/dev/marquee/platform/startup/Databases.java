package dev.marquee.platform.startup;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;

/** Asks PostgreSQL for its version and who it is, the way the application and the way its migrations do. */
final class Databases {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OLDEST = 18;
    private static final String VERSION = "SELECT current_setting('server_version_num')::int / 10000";
    private static final String MAY_MIGRATE = "SELECT has_schema_privilege(current_schema(), 'CREATE')";

    /** Differs between databases and between servers, whatever address leads there. */
    private static final String IDENTITY = "SELECT current_database() || pg_postmaster_start_time()";

    private final Environment environment;

    Databases(Environment environment) {
        this.environment = environment;
    }

    Optional<String> r2dbc() throws Exception {
        return complaint(asServer(VERSION, Integer.class));
    }

    private <T> T asServer(String sql, Class<T> type) throws Exception {
        ConnectionFactory factory = ConnectionFactories.get(
                ConnectionFactoryOptions.parse(environment.getRequiredProperty("spring.r2dbc.url"))
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, environment.getProperty("spring.r2dbc.username", ""))
                        .option(ConnectionFactoryOptions.PASSWORD, environment.getProperty("spring.r2dbc.password", ""))
                        .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, LIMIT)
                        .build());
        return Mono.usingWhen(factory.create(), connection -> first(connection, sql, type), Connection::close)
                .toFuture()
                .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<String> jdbc() throws Exception {
        DriverManager.setLoginTimeout((int) LIMIT.toSeconds());
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("spring.flyway.url"),
                        environment.getProperty("spring.flyway.user"),
                        environment.getProperty("spring.flyway.password"));
                Statement statement = connection.createStatement()) {
            Optional<String> complaint = complaint(first(statement, VERSION, Integer.class));
            if (complaint.isPresent()) {
                return complaint;
            }
            if (!first(statement, MAY_MIGRATE, Boolean.class)) {
                return Optional.of("leads to a database in which the role may not create tables");
            }
            return isOfTheServer(first(statement, IDENTITY, String.class))
                    ? Optional.empty()
                    : Optional.of("leads to another database than MARQUEE_R2DBC_URL");
        }
    }

    /** True also where the server's database does not answer, which is no fault of the migrations'. */
    private boolean isOfTheServer(String identity) throws InterruptedException {
        try {
            return asServer(IDENTITY, String.class).equals(identity);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return true;
        }
    }

    private static <T> Mono<T> first(Connection connection, String sql, Class<T> type) {
        return Mono.from(connection.createStatement(sql).execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, type))));
    }

    private static <T> T first(Statement statement, String sql, Class<T> type) throws Exception {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, type);
        }
    }

    private static Optional<String> complaint(int version) {
        return version >= OLDEST
                ? Optional.empty()
                : Optional.of("leads to PostgreSQL " + version + "; at least " + OLDEST + " is needed");
    }
}
