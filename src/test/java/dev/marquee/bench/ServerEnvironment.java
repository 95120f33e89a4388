package dev.marquee.bench;

import dev.marquee.dev.LocalKeycloak;
import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.EmulatorSettings;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The environment variables of {@code .env.example} that lead the server to the services of a stage. */
final class ServerEnvironment {

    static final String WEBHOOK_SECRET = EmulatorSettings.WEBHOOK_SECRET;

    private static final KeyPair TICKET_KEY = ticketKey();
    private static final int PUBLIC_KEY_BYTES = 32;

    private ServerEnvironment() {}

    static Map<String, String> of(Stage stage, Map<String, String> more) {
        String address = "http://127.0.0.1:" + stage.port();
        byte[] publicKey = TICKET_KEY.getPublic().getEncoded();
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", Integer.toString(stage.port()));
        environment.put("MARQUEE_MANAGEMENT_PORT", "0");
        environment.put("MARQUEE_PUBLIC_URL", address);
        environment.put("MARQUEE_CURSOR_SECRET", "only-for-the-benchmark");
        environment.put("MARQUEE_R2DBC_URL", stage.postgres().r2dbcUrl(Stage.DATABASE));
        environment.put("MARQUEE_JDBC_URL", stage.postgres().jdbcUrl(Stage.DATABASE));
        environment.put("MARQUEE_DB_USERNAME", LocalPostgres.ROLE);
        environment.put("MARQUEE_DB_PASSWORD", LocalPostgres.ROLE);
        environment.put("MARQUEE_REDIS_URL", stage.redis().url());
        environment.put("MARQUEE_ISSUER", TestTokens.ISSUER);
        environment.put("MARQUEE_AUDIENCE", TestTokens.AUDIENCE);
        environment.put("MARQUEE_JWK_SET_URI", TestTokens.jwkSetUri());
        environment.put("MARQUEE_KEYCLOAK_URL", TestTokens.realmUrl());
        environment.put("MARQUEE_KEYCLOAK_ADMIN_SECRET", LocalKeycloak.CLIENT_SECRET);
        environment.put("STRIPE_SECRET_KEY", EmulatorSettings.SECRET_KEY);
        environment.put("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("STRIPE_API_BASE", stage.stripe().url());
        environment.put("MARQUEE_TICKET_KEY_ID", "bench");
        environment.put(
                "MARQUEE_TICKET_PRIVATE_KEY",
                Base64.getEncoder().encodeToString(TICKET_KEY.getPrivate().getEncoded()));
        environment.put(
                "MARQUEE_TICKET_PUBLIC_KEY",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                Arrays.copyOfRange(publicKey, publicKey.length - PUBLIC_KEY_BYTES, publicKey.length)));
        environment.put("MARQUEE_SMTP_HOST", "127.0.0.1");
        environment.put("MARQUEE_SMTP_PORT", Integer.toString(stage.mailPort()));
        environment.put("MARQUEE_LOG_FORMAT", "");
        environment.put("MARQUEE_LIMITS_CONNECTIONSPERADDRESS", "10000");
        environment.putAll(more);
        return environment;
    }

    private static KeyPair ticketKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
