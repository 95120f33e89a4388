package dev.marquee.platform.startup;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the issuer of tokens who it is, and Stripe whether it knows the key. */
final class Websites {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Environment environment;

    Websites(Environment environment) {
        this.environment = environment;
    }

    Optional<String> issuer() throws IOException, InterruptedException {
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

    Optional<String> keycloak() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + encoded("marquee.identity.keycloak.client-id")
                + "&client_secret=" + encoded("marquee.identity.keycloak.client-secret");
        String realm = environment.getRequiredProperty("marquee.identity.keycloak.url");
        HttpResponse<String> response = http.send(
                request(realm + "/protocol/openid-connect/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        return response.statusCode() == 400 || response.statusCode() == 401
                ? Optional.of("is not the secret of the client marquee-admin, enabled, at " + realm)
                : Optional.empty();
    }

    private String encoded(String property) {
        return URLEncoder.encode(environment.getRequiredProperty(property), StandardCharsets.UTF_8);
    }

    Optional<String> stripe() throws IOException, InterruptedException {
        String base = environment.getRequiredProperty("marquee.payments.stripe.api-base");
        HttpResponse<String> response = http.send(
                request(base + "/v1/balance")
                        .header(
                                "Authorization",
                                "Bearer " + environment.getRequiredProperty("marquee.payments.stripe.secret-key"))
                        .build(),
                BodyHandlers.ofString());
        return response.statusCode() == 401 ? Optional.of("is not a key that Stripe knows") : Optional.empty();
    }

    private JsonNode json(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(address).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new IOException(address + " answered " + response.statusCode());
        }
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT);
    }
}
