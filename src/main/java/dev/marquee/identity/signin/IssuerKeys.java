package dev.marquee.identity.signin;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Reads the issuer's public keys over HTTP. */
@Component
class IssuerKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final IdentitySettings settings;
    private final WebClient http = WebClient.create();

    IssuerKeys(IdentitySettings settings) {
        this.settings = settings;
    }

    /** The keys as they are now; an error when the issuer cannot be reached or makes no sense. */
    Mono<JWKSet> read() {
        return address()
                .flatMap(uri -> http.get().uri(uri).retrieve().bodyToMono(String.class))
                .map(IssuerKeys::parsed)
                .timeout(PATIENCE);
    }

    private Mono<String> address() {
        return settings.jwkSetUri() != null
                ? Mono.just(settings.jwkSetUri().toString())
                : discovered(settings.issuer().toString());
    }

    private Mono<String> discovered(String issuer) {
        return http.get()
                .uri(issuer + "/.well-known/openid-configuration")
                .retrieve()
                .bodyToMono(METADATA)
                .filter(metadata -> issuer.equals(metadata.get("issuer")))
                .mapNotNull(metadata -> metadata.get("jwks_uri"))
                .cast(String.class)
                .switchIfEmpty(Mono.error(
                        () -> new IllegalStateException("The metadata at " + issuer + " are not of that issuer")));
    }

    private static JWKSet parsed(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException malformed) {
            throw new IllegalStateException("The issuer's keys are malformed", malformed);
        }
    }
}
