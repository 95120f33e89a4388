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
            byte[] keys = new JWKSet(KEY).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/jwks", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(keys);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
