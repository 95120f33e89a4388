package dev.marquee.platform.database;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * Has the driver run without the context of the caller, of which it needs nothing. Each of its {@code handle} operators
 * would look for it down the whole chain, and set and reset the thread locals of it for each message and each row.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.builder()
                .connectionFactory(connections)
                .executeFunction(statement ->
                        Flux.from(statement.execute()).map(DetachedResult::new).contextWrite(caller -> Context.empty()))
                .build();
    }
}
