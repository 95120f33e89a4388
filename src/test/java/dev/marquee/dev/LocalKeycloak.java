package dev.marquee.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Keycloak on a loopback port with the realm of {@code keycloak-realm/} and its demo people. */
public final class LocalKeycloak implements AutoCloseable {

    /** The secret of the clients {@code marquee-admin} and {@code marquee-partner} on a local run. */
    public static final String CLIENT_SECRET = "local-only";

    private static final String REALM_FILE = "marquee-realm.json";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE)
            .build();
    private final String url;
    private final ChildProcess process;

    private LocalKeycloak(int port, ChildProcess process) {
        this.url = "http://localhost:" + port;
        this.process = process;
    }

    /** The Keycloak that all tests of this JVM share, started at its first use and in memory only. */
    public static LocalKeycloak shared() {
        return SharedHolder.INSTANCE;
    }

    /** Starts Keycloak with its data in {@code home}; mails go to the SMTP server on {@code smtpPort}. */
    public static LocalKeycloak persistent(Path home, int port, int smtpPort, String publicUrl) {
        String database = "jdbc:h2:file:" + home.toAbsolutePath().resolve("data/keycloak") + ";NON_KEYWORDS=VALUE";
        return start(home, port, smtpPort, publicUrl, database);
    }

    private static LocalKeycloak inMemory() {
        Path home = Directories.temporary("marquee-keycloak-");
        String database = "jdbc:h2:mem:keycloak;NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1";
        LocalKeycloak keycloak =
                start(home, Ports.free(), TestServices.mail().port(), "http://localhost:8080", database);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            keycloak.close();
            Directories.delete(home);
        }));
        return keycloak;
    }

    private static LocalKeycloak start(Path home, int port, int smtpPort, String publicUrl, String database) {
        KeycloakDistribution distribution = KeycloakDistribution.prepared();
        distribution.linkInto(home);
        copyRealm(home.resolve("data/import").resolve(REALM_FILE));
        ProcessBuilder command = distribution.command(
                home,
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=http://localhost:" + port,
                        "--db-url=" + database));
        command.environment().putAll(environment(smtpPort, publicUrl));
        ChildProcess process = ChildProcess.start("Keycloak", command, home.resolve("keycloak.log"));
        LocalKeycloak keycloak = new LocalKeycloak(port, process);
        process.await(keycloak::answers, START_LIMIT);
        return keycloak;
    }

    /** The {@code iss} of the tokens, and the address that everything about the realm is found under. */
    public String issuer() {
        return url + "/realms/marquee";
    }

    /** Keycloak's own address. */
    public String url() {
        return url;
    }

    /** A fresh access token of a demo person, by password. */
    public String token(DemoPerson person) {
        return token(person.email(), person.password());
    }

    /** A fresh access token of somebody, by password. */
    public String token(String email, String password) {
        return token(Map.of(
                "grant_type", "password",
                "client_id", "marquee-cli",
                "scope", "openid",
                "username", email,
                "password", password));
    }

    /** A fresh access token of a confidential client's service account. */
    public String clientToken(String clientId) {
        return clientToken(clientId, "openid");
    }

    /** The same with scopes that have to be asked for. */
    public String clientToken(String clientId, String scope) {
        return token(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                CLIENT_SECRET,
                "scope",
                scope));
    }

    /** Asks the token endpoint with the given form; fails with Keycloak's answer when there is no access token. */
    String token(Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Keycloak answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared()
                .readTree(response.body())
                .required("access_token")
                .asString();
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean answers() {
        URI discovery = URI.create(issuer() + "/.well-known/openid-configuration");
        try {
            return http.send(HttpRequest.newBuilder(discovery).timeout(PROBE).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The start of Keycloak was interrupted", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> environment(int smtpPort, String publicUrl) {
        return Map.of(
                "MARQUEE_DEMO", "true",
                "MARQUEE_PUBLIC_URL", publicUrl,
                "MARQUEE_VERIFY_EMAIL", "false",
                "MARQUEE_SMTP_HOST", "127.0.0.1",
                "MARQUEE_SMTP_PORT", Integer.toString(smtpPort),
                "MARQUEE_PARTNER_ENABLED", "true",
                "MARQUEE_KEYCLOAK_ADMIN_ENABLED", "true");
    }

    /** The realm that every environment imports; for a client without a secret Keycloak makes one up. */
    static JsonNode realm() {
        try (InputStream realm = LocalKeycloak.class.getResourceAsStream("/keycloak-realm/" + REALM_FILE)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(realm));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the realm with secrets that a local run and its tests know. */
    private static void copyRealm(Path target) {
        JsonNode realm = realm();
        realm.required("clients")
                .valueStream()
                .filter(client -> !client.path("publicClient").asBoolean())
                .forEach(client -> ((ObjectNode) client).put("secret", CLIENT_SECRET));
        JsonMapper.shared().writeValue(target, realm);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((left, right) -> left + "&" + right)
                .orElse("");
    }

    private static final class SharedHolder {
        static final LocalKeycloak INSTANCE = inMemory();
    }
}
