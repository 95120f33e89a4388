package dev.marquee.platform.database;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Brings the database's tables up to date when the server starts, unless {@code spring.flyway.enabled} is false, which
 * Spring Boot itself would ask only when the jar is built.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    @Bean
    FlywayMigrationStrategy migrations(Environment environment) {
        boolean enabled = environment.getProperty("spring.flyway.enabled", Boolean.class, true);
        return flyway -> {
            if (enabled) {
                flyway.migrate();
            }
        };
    }
}
