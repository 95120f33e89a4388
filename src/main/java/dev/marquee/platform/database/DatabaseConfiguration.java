package dev.marquee.platform.database;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * Has the driver run without the context of the caller, of which it needs nothing. Each of its {@code handle} operators
 * would look for it down the whole chain, and set and reset the thread locals of it for each message and each row.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Heeds {@code spring.flyway.enabled} when the server starts; Spring Boot asks it once, when the jar is built. */
    @Bean
    FlywayMigrationStrategy migrations(Environment environment) {
        boolean enabled = environment.getProperty("spring.flyway.enabled", Boolean.class, true);
        return flyway -> {
            if (enabled) {
                flyway.migrate();
            }
        };
    }

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.builder()
                .connectionFactory(connections)
                .executeFunction(statement ->
                        Flux.from(statement.execute()).map(DetachedResult::new).contextWrite(caller -> Context.empty()))
                .build();
    }
}
