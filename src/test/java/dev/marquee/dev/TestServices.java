package dev.marquee.dev;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** The services that all tests of this JVM share, each started at its first use. */
public final class TestServices {

    private static final String TEMPLATE = "marquee_template";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServices() {}

    /** The PostgreSQL server, with a template that holds the migrated schema. */
    public static LocalPostgres postgres() {
        return PostgresHolder.INSTANCE;
    }

    public static LocalRedis redis() {
        return RedisHolder.INSTANCE;
    }

    public static LocalMail mail() {
        return MailHolder.INSTANCE;
    }

    /** Creates a migrated, otherwise empty database of its own and returns its name. */
    public static String freshDatabase() {
        String name = "marquee_" + DATABASES.incrementAndGet();
        postgres().createDatabase(name, TEMPLATE);
        return name;
    }

    /** The settings that point the application to these services and to the given database. */
    public static Map<String, Object> properties(String database) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("management.server.port", 0);
        properties.put("spring.r2dbc.url", postgres().r2dbcUrl(database));
        properties.put("spring.r2dbc.username", LocalPostgres.ROLE);
        properties.put("spring.r2dbc.password", LocalPostgres.ROLE);
        properties.put("spring.flyway.url", postgres().jdbcUrl(database));
        properties.put("spring.flyway.user", LocalPostgres.ROLE);
        properties.put("spring.flyway.password", LocalPostgres.ROLE);
        properties.put("spring.data.redis.url", redis().url());
        properties.put("spring.mail.host", "127.0.0.1");
        properties.put("spring.mail.port", mail().port());
        properties.put("marquee.identity.issuer", TestTokens.ISSUER);
        properties.put("marquee.identity.jwk-set-uri", TestTokens.jwkSetUri());
        properties.put("marquee.identity.audience", TestTokens.AUDIENCE);
        properties.put("marquee.identity.keycloak.url", TestTokens.realmUrl());
        properties.put("marquee.identity.keycloak.client-id", "marquee-admin");
        properties.put("marquee.identity.keycloak.client-secret", LocalKeycloak.CLIENT_SECRET);
        properties.put("marquee.public-url", "http://localhost:8080");
        properties.put("marquee.cursor-secret", "only-for-tests-only-for-tests");
        properties.put("marquee.payments.stripe.secret-key", "sk_test_marquee");
        properties.put("marquee.payments.stripe.webhook-secret", "whsec_marquee");
        return properties;
    }

    private static LocalPostgres migrated() {
        LocalPostgres postgres = closedAtExit(LocalPostgres.temporary());
        postgres.createDatabase(TEMPLATE);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(TEMPLATE), LocalPostgres.ROLE, LocalPostgres.ROLE)
                .placeholders(Map.of("server-role", LocalPostgres.SERVER_ROLE))
                .load()
                .migrate();
        return postgres;
    }

    private static <T extends AutoCloseable> T closedAtExit(T service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                service.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        return service;
    }

    private static final class PostgresHolder {
        static final LocalPostgres INSTANCE = migrated();
    }

    private static final class RedisHolder {
        static final LocalRedis INSTANCE = closedAtExit(LocalRedis.start());
    }

    private static final class MailHolder {
        static final LocalMail INSTANCE = closedAtExit(LocalMail.start());
    }
}
