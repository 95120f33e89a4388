package dev.marquee.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Mints access tokens like Keycloak's from a key set of this JVM, right ones and deliberately wrong ones. */
public final class TestTokens {

    public static final String ISSUER = "https://id.marquee.test/realms/marquee";
    public static final String AUDIENCE = "marquee-api";

    static final RSAKey KEY = generate();
    static final RSAKey STRANGER = generate();

    private static final HttpServer SERVER = serve();

    private TestTokens() {}

    /** A token of an ordinary person with a random subject. */
    public static TestToken user() {
        return TestToken.fresh().roles("user");
    }

    /** A token of an organizer with a random subject. */
    public static TestToken organizer() {
        return TestToken.fresh().roles("user", "organizer");
    }

    /** A token of an administrator with a random subject. */
    public static TestToken admin() {
        return TestToken.fresh().roles("user", "admin");
    }

    /** Where the public keys of the tokens are. */
    public static String jwkSetUri() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/jwks";
    }

    /** A realm that takes every change of people and makes none. */
    public static String realmUrl() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/realms/marquee";
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            answer(server, "/jwks", form -> new JWKSet(KEY).toPublicJWKSet().toString());
            answer(
                    server,
                    "/realms/marquee/protocol/openid-connect/token",
                    form -> form.contains("client_secret=" + LocalKeycloak.CLIENT_SECRET)
                            ? "{\"access_token\": \"test\", \"expires_in\": 300}"
                            : null);
            answer(server, "/admin/realms/marquee/users/", change -> "[]");
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with JSON, or with 401 for null. */
    private static void answer(HttpServer server, String path, Function<String, @Nullable String> answer) {
        server.createContext(path, exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String json = answer.apply(sent);
            byte[] bytes = (json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(json == null ? 401 : 200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }
}
