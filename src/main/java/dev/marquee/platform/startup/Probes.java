package dev.marquee.platform.startup;

import java.util.List;
import org.springframework.core.env.Environment;

/** All servers that Marquee works with. */
final class Probes {

    /** Reactor Netty, with which R2DBC connects, reads it too and fails when it is malformed. */
    private static final String PORT = "PORT";

    private Probes() {}

    static List<Probe> of(Environment environment) {
        Databases databases = new Databases(environment);
        Websites websites = new Websites(environment);
        Messengers messengers = new Messengers(environment);
        String issuer =
                environment.getProperty("marquee.identity.jwk-set-uri", "").isEmpty()
                        ? "MARQUEE_ISSUER"
                        : "MARQUEE_JWK_SET_URI";
        String realm = environment.containsProperty("MARQUEE_KEYCLOAK_URL") ? "MARQUEE_KEYCLOAK_URL" : "MARQUEE_ISSUER";
        return List.of(
                needed("MARQUEE_R2DBC_URL", List.of("MARQUEE_DB_USERNAME", PORT), databases::r2dbc),
                needed("MARQUEE_JDBC_URL", List.of(PORT), databases::jdbc),
                new Probe("MARQUEE_REDIS_URL", "MARQUEE_REDIS_URL", List.of(), false, messengers::redis),
                needed("MARQUEE_SMTP_HOST", List.of("MARQUEE_SMTP_PORT"), messengers::smtp),
                needed(issuer, List.of("MARQUEE_ISSUER"), websites::issuer),
                new Probe(
                        "MARQUEE_KEYCLOAK_ADMIN_SECRET",
                        realm,
                        List.of("MARQUEE_ISSUER", "MARQUEE_KEYCLOAK_URL"),
                        false,
                        websites::keycloak),
                new Probe("STRIPE_SECRET_KEY", "STRIPE_API_BASE", List.of(), true, websites::stripe));
    }

    private static Probe needed(String variable, List<String> others, Probe.Question question) {
        return new Probe(variable, variable, others, true, question);
    }
}
