package dev.marquee.dev;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Makes people in a Keycloak and asks after them, with the rights of the server's own service account. */
public record KeycloakDesk(LocalKeycloak keycloak) {

    /** A new person with a proven address; returns the subject. */
    public String create(String email, String password) {
        URI place = http().post()
                .uri("/users")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "username",
                        email,
                        "email",
                        email,
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "firstName",
                        "New",
                        "lastName",
                        "Person",
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))))
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getLocation();
        String path = Objects.requireNonNull(place).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether there is such a person. */
    public boolean knows(String subject) {
        return statusOf("/users/" + subject) == HttpStatus.OK.value();
    }

    /** What reading a part of the realm's administration is answered with. */
    public int statusOf(String path) {
        return http().get()
                .uri(path)
                .exchange((request, response) -> response.getStatusCode().value());
    }

    private RestClient http() {
        return RestClient.builder()
                .baseUrl(keycloak.url() + "/admin/realms/marquee")
                .defaultHeaders(headers -> headers.setBearerAuth(keycloak.clientToken("marquee-admin")))
                .build();
    }
}
