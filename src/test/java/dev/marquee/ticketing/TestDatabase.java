package dev.marquee.ticketing;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A migrated database of this JVM for tests that need tables and no application. */
public final class TestDatabase {

    private static final int CONNECTIONS = 24;

    private TestDatabase() {}

    /** A client with enough connections for races. */
    public static DatabaseClient client() {
        return DatabaseClient.create(Holder.CONNECTIONS);
    }

    /** Transactions on the connections of {@link #client()}. */
    public static TransactionalOperator transactions() {
        return TransactionalOperator.create(new R2dbcTransactionManager(Holder.CONNECTIONS));
    }

    private static ConnectionPool connect() {
        String url = TestServices.postgres().r2dbcUrl(TestServices.freshDatabase());
        var options = ConnectionFactoryOptions.parse(url)
                .mutate()
                .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                .build();
        var pool = ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                .maxSize(CONNECTIONS)
                .build();
        return new ConnectionPool(pool);
    }

    private static final class Holder {
        static final ConnectionPool CONNECTIONS = connect();
    }
}
