package dev.marquee.platform.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the issuer of tokens who it is, and Stripe whether it knows the key.
 *
 * <p>By the older client of the JDK: the newer one brings some 300 classes and seven threads for three questions.
 */
final class Websites {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Environment environment;

    Websites(Environment environment) {
        this.environment = environment;
    }

    Optional<String> issuer() throws IOException {
        String keys = environment.getProperty("marquee.identity.jwk-set-uri", "");
        if (!keys.isEmpty()) {
            return json(keys).has("keys") ? Optional.empty() : Optional.of("leads to no key set: " + keys);
        }
        String issuer = environment.getRequiredProperty("marquee.identity.issuer");
        String answer = json(issuer + DISCOVERY).path("issuer").asString("nobody");
        return issuer.equals(answer)
                ? Optional.empty()
                : Optional.of("leads to an issuer that calls itself " + answer + ", not " + issuer);
    }

    Optional<String> keycloak() throws IOException {
        String form = "grant_type=client_credentials&client_id=" + encoded("marquee.identity.keycloak.client-id")
                + "&client_secret=" + encoded("marquee.identity.keycloak.client-secret");
        String realm = environment.getRequiredProperty("marquee.identity.keycloak.url");
        HttpURLConnection connection = connection(realm + "/protocol/openid-connect/token");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(form.getBytes(StandardCharsets.US_ASCII));
        }
        int status = connection.getResponseCode();
        return status == 400 || status == 401
                ? Optional.of("is not the secret of the client marquee-admin, enabled, at " + realm)
                : Optional.empty();
    }

    private String encoded(String property) {
        return URLEncoder.encode(environment.getRequiredProperty(property), StandardCharsets.UTF_8);
    }

    Optional<String> stripe() throws IOException {
        HttpURLConnection connection =
                connection(environment.getRequiredProperty("marquee.payments.stripe.api-base") + "/v1/balance");
        connection.setRequestProperty(
                "Authorization", "Bearer " + environment.getRequiredProperty("marquee.payments.stripe.secret-key"));
        return connection.getResponseCode() == 401 ? Optional.of("is not a key that Stripe knows") : Optional.empty();
    }

    private static JsonNode json(String address) throws IOException {
        HttpURLConnection connection = connection(address);
        int status = connection.getResponseCode();
        if (status >= 500) {
            throw new IOException(address + " answered " + status);
        }
        if (status >= 400) {
            return JsonMapper.shared().createObjectNode();
        }
        try (InputStream body = connection.getInputStream()) {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static HttpURLConnection connection(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout((int) LIMIT.toMillis());
        connection.setReadTimeout((int) LIMIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
