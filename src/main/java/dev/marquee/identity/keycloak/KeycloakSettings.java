package dev.marquee.identity.keycloak;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this server administers people in Keycloak.
 *
 * @param url address of the realm as this server reaches it; the issuer when left out
 * @param clientId client whose service account may manage users
 * @param clientSecret secret of this client
 * @param timeout longest wait for one answer
 */
@Validated
@ConfigurationProperties("marquee.identity.keycloak")
record KeycloakSettings(
        @NotNull URI url,
        @NotBlank @DefaultValue("marquee-admin") String clientId,
        @NotBlank String clientSecret,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 20) @DefaultValue("5s")
        Duration timeout) {

    private static final String REALMS = "/realms/";

    KeycloakSettings {
        if (!url.toString().contains(REALMS)) {
            throw new IllegalArgumentException("marquee.identity.keycloak.url must name a realm: .../realms/marquee");
        }
    }

    String tokenUrl() {
        return url + "/protocol/openid-connect/token";
    }

    /** Where the realm's administration is. */
    String adminUrl() {
        String realm = url.toString();
        int start = realm.lastIndexOf(REALMS);
        return realm.substring(0, start) + "/admin" + realm.substring(start);
    }
}
