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

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ConnectionFactory connections;

    OutboxWakeUp(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** One element for each notification and for each time that listening begins; never completes. */
    Flux<Boolean> signals() {
        PostgresqlConnectionFactory direct = unwrap(connections);
        return Flux.usingWhen(direct.create(), OutboxWakeUp::listen, PostgresqlConnection::close)
                .concatWith(Flux.error(() -> new IllegalStateException("the connection was closed")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(LONGEST_WAIT));
    }

    private static Flux<Boolean> listen(PostgresqlConnection connection) {
        return connection
                .createStatement("listen outbox")
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then()
                .thenMany(Flux.concat(
                        Flux.just(true), connection.getNotifications().map(notification -> true)));
    }

    private static PostgresqlConnectionFactory unwrap(ConnectionFactory factory) {
        return switch (factory) {
            case PostgresqlConnectionFactory direct -> direct;
            case Wrapped<?> wrapper when wrapper.unwrap() instanceof ConnectionFactory inner -> unwrap(inner);
            default -> throw new IllegalStateException("not a connection to PostgreSQL: " + factory.getClass());
        };
    }
}
