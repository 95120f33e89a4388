package dev.marquee.dev;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a person may change of a local run, by environment variables.
 *
 * @param port Marquee's port: {@code PORT}
 * @param managementPort port of the metrics: {@code MARQUEE_MANAGEMENT_PORT}
 * @param keycloakPort Keycloak's port: {@code KEYCLOAK_PORT}
 * @param stripePort port of the emulator of Stripe: {@code STRIPE_PORT}
 * @param data the directory that survives restarts: {@code MARQUEE_DATA}
 */
record LocalSettings(int port, int managementPort, int keycloakPort, int stripePort, Path data) {

    static LocalSettings from(Map<String, String> environment) {
        return new LocalSettings(
                port(environment, "PORT", 8080),
                port(environment, "MARQUEE_MANAGEMENT_PORT", 8081),
                port(environment, "KEYCLOAK_PORT", 8180),
                port(environment, "STRIPE_PORT", 8280),
                Path.of(environment.getOrDefault("MARQUEE_DATA", ".data")));
    }

    /** Fails when somebody else listens on one of the ports. */
    void requireFreePorts() {
        requireFree(port, "PORT");
        requireFree(managementPort, "MARQUEE_MANAGEMENT_PORT");
        requireFree(keycloakPort, "KEYCLOAK_PORT");
        requireFree(stripePort, "STRIPE_PORT");
    }

    String publicUrl() {
        return "http://localhost:" + port;
    }

    private static void requireFree(int port, String variable) {
        if (Ports.taken(port)) {
            throw new ServiceFailure("Port " + port + " is taken by another program; stop it, or choose another port: "
                    + variable + "=" + (port + 1000) + " ./mvnw spring-boot:test-run");
        }
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String value = environment.getOrDefault(variable, Integer.toString(usual));
        if (!value.matches("[1-9]\\d{0,4}") || Integer.parseInt(value) > 65_535) {
            throw new ServiceFailure(variable + " is not a port number: " + value);
        }
        return Integer.parseInt(value);
    }
}
