package dev.marquee.dev;

import dev.marquee.dev.stripe.EmulatorSettings;
import dev.marquee.dev.stripe.StripeEmulator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** All services of a local run, started side by side and ended together. */
final class LocalServices implements AutoCloseable {

    private static final String DATABASE = "marquee";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final LocalSettings settings;
    private boolean closed;

    LocalServices(LocalSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything and returns the application's settings as soon as it can start; {@code keycloak} follows.
     *
     * @throws ServiceFailure when one of the services does not start
     */
    Started start() {
        settings.requireFreePorts();
        RunDirectory directory = opened(() -> RunDirectory.take(settings.data()));
        Leftovers.end(directory.resolve("postgres"));
        Leftovers.end(directory.resolve("keycloak"));
        LocalMail mail = opened(() -> LocalMail.keeping(directory.resolve("mail")));
        StripeEmulator stripe = opened(() -> StripeEmulator.start(EmulatorSettings.defaults()
                .withPort(settings.stripePort())
                .withFile(directory.resolve("stripe.json"))
                .withWebhooks(settings.publicUrl() + "/webhooks/stripe", EmulatorSettings.WEBHOOK_SECRET)));
        CompletableFuture<LocalKeycloak> keycloak = async(() -> LocalKeycloak.persistent(
                directory.resolve("keycloak"), settings.keycloakPort(), mail.port(), settings.publicUrl()));
        CompletableFuture<LocalRedis> redis = async(LocalRedis::start);
        CompletableFuture<LocalPostgres> postgres =
                async(() -> LocalPostgres.persistent(directory.resolve("postgres"), DATABASE));
        return new Started(properties(joined(postgres), joined(redis), mail, stripe), () -> joined(keycloak));
    }

    /**
     * What a start gives.
     *
     * @param properties the application's settings
     * @param keycloak waits for Keycloak
     */
    record Started(Map<String, Object> properties, Supplier<LocalKeycloak> keycloak) {}

    /** Ends what was started, the last one first; what is still starting ends as soon as it is there. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            end(open.pop());
        }
        threads.shutdown();
    }

    private Map<String, Object> properties(
            LocalPostgres postgres, LocalRedis redis, LocalMail mail, StripeEmulator stripe) {
        String issuer = "http://localhost:" + settings.keycloakPort() + "/realms/marquee";
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", settings.port());
        properties.put("management.server.port", settings.managementPort());
        properties.put("marquee.public-url", settings.publicUrl());
        properties.put("marquee.cursor-secret", "only-for-local-runs-on-one-machine");
        properties.put("marquee.identity.issuer", issuer);
        properties.put("marquee.identity.keycloak.client-secret", LocalKeycloak.CLIENT_SECRET);
        properties.put("spring.r2dbc.url", postgres.r2dbcUrl(DATABASE));
        properties.put("spring.r2dbc.username", LocalPostgres.SERVER_ROLE);
        properties.put("spring.r2dbc.password", LocalPostgres.SERVER_ROLE);
        properties.put("spring.flyway.url", postgres.jdbcUrl(DATABASE));
        properties.put("spring.flyway.user", LocalPostgres.ROLE);
        properties.put("spring.flyway.password", LocalPostgres.ROLE);
        properties.put("spring.data.redis.url", redis.url());
        properties.put("spring.mail.host", "127.0.0.1");
        properties.put("spring.mail.port", mail.port());
        if (!System.getenv().containsKey("STRIPE_SECRET_KEY")) {
            properties.put("marquee.payments.stripe.secret-key", stripe.secretKey());
            properties.put("marquee.payments.stripe.webhook-secret", EmulatorSettings.WEBHOOK_SECRET);
            properties.put("marquee.payments.stripe.api-base", stripe.url());
        }
        return properties;
    }

    private <T extends AutoCloseable> CompletableFuture<T> async(Supplier<T> start) {
        return CompletableFuture.supplyAsync(() -> opened(start), threads);
    }

    private <T extends AutoCloseable> T opened(Supplier<T> start) {
        T service = start.get();
        synchronized (this) {
            if (closed) {
                end(service);
                throw new ServiceFailure("The start was given up.");
            }
            open.push(service);
        }
        return service;
    }

    private static <T> T joined(CompletableFuture<T> service) {
        try {
            return service.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void end(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            System.err.println("While stopping " + service.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
