package dev.marquee.platform.outbox;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Hears PostgreSQL's notifications on a connection of its own, which it opens again whenever it is lost. */
@Component
class OutboxWakeUp {

    /** The signal that concerns every handler. */
    static final String EVERYBODY = "";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ConnectionFactory connections;

    OutboxWakeUp(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * The name of the handlers that have something to do, for each notification; {@link #EVERYBODY} for each time that
     * listening begins. Never completes.
     */
    Flux<String> signals() {
        PostgresqlConnectionFactory direct = unwrap(connections);
        return Flux.usingWhen(direct.create(), OutboxWakeUp::listen, PostgresqlConnection::close)
                .concatWith(Flux.error(() -> new IllegalStateException("the connection was closed")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(LONGEST_WAIT));
    }

    private static Flux<String> listen(PostgresqlConnection connection) {
        return connection
                .createStatement("listen outbox")
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then()
                .thenMany(Flux.concat(
                        Flux.just(EVERYBODY),
                        connection
                                .getNotifications()
                                .map(notification -> String.valueOf(notification.getParameter()))));
    }

    private static PostgresqlConnectionFactory unwrap(ConnectionFactory factory) {
        return switch (factory) {
            case PostgresqlConnectionFactory direct -> direct;
            case Wrapped<?> wrapper when wrapper.unwrap() instanceof ConnectionFactory inner -> unwrap(inner);
            default -> throw new IllegalStateException("not a connection to PostgreSQL: " + factory.getClass());
        };
    }
}
