package dev.marquee.platform.startup;

import java.util.List;
import org.springframework.core.env.Environment;

/** All servers that Marquee works with. */
final class Probes {

    private Probes() {}

    static List<Probe> of(Environment environment) {
        Databases databases = new Databases(environment);
        Websites websites = new Websites(environment);
        Messengers messengers = new Messengers(environment);
        return List.of(
                new Probe("MARQUEE_R2DBC_URL", List.of("MARQUEE_DB_USERNAME"), true, databases::r2dbc),
                new Probe("MARQUEE_JDBC_URL", List.of(), true, databases::jdbc),
                new Probe("MARQUEE_REDIS_URL", List.of(), false, messengers::redis),
                new Probe("MARQUEE_SMTP_HOST", List.of("MARQUEE_SMTP_PORT"), true, messengers::smtp),
                new Probe("MARQUEE_ISSUER", List.of("MARQUEE_JWK_SET_URI"), true, websites::issuer),
                new Probe(
                        "MARQUEE_KEYCLOAK_ADMIN_SECRET",
                        List.of("MARQUEE_ISSUER", "MARQUEE_KEYCLOAK_URL"),
                        false,
                        websites::keycloak),
                new Probe("STRIPE_SECRET_KEY", List.of("STRIPE_API_BASE"), true, websites::stripe));
    }
}
