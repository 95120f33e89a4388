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

/** Asks PostgreSQL for its version, the way the application and the way its migrations do. */
final class Databases {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OLDEST = 18;
    private static final String VERSION = "SELECT current_setting('server_version_num')::int / 10000";
    private static final String MAY_MIGRATE = "SELECT has_schema_privilege(current_schema(), 'CREATE')";

    private final Environment environment;

    Databases(Environment environment) {
        this.environment = environment;
    }

    Optional<String> r2dbc() throws Exception {
        ConnectionFactory factory = ConnectionFactories.get(
                ConnectionFactoryOptions.parse(environment.getRequiredProperty("spring.r2dbc.url"))
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, environment.getProperty("spring.r2dbc.username", ""))
                        .option(ConnectionFactoryOptions.PASSWORD, environment.getProperty("spring.r2dbc.password", ""))
                        .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, LIMIT)
                        .build());
        Mono<Integer> version = Mono.usingWhen(factory.create(), Databases::version, Connection::close);
        return complaint(version.toFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    Optional<String> jdbc() throws Exception {
        DriverManager.setLoginTimeout((int) LIMIT.toSeconds());
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("spring.flyway.url"),
                        environment.getProperty("spring.flyway.user"),
                        environment.getProperty("spring.flyway.password"));
                Statement statement = connection.createStatement()) {
            Optional<String> complaint = complaint(first(statement, VERSION, Integer.class));
            return complaint.isPresent() || first(statement, MAY_MIGRATE, Boolean.class)
                    ? complaint
                    : Optional.of("leads to a database in which the role may not create tables");
        }
    }

    private static Mono<Integer> version(Connection connection) {
        return Mono.from(connection.createStatement(VERSION).execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Integer.class))));
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
