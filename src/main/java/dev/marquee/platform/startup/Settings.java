package dev.marquee.platform.startup;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** What can be said of the settings without asking anybody. */
final class Settings {

    private static final String ISSUER = "marquee.identity.issuer";
    private static final String REALM = "marquee.identity.keycloak.url";
    private static final Predicate<String> PORT = Forms.number(0, 65_535);

    private static final List<Rule> RULES = List.of(
            new Rule("server.port", "PORT", PORT, "must be a port number"),
            new Rule("management.server.port", "MARQUEE_MANAGEMENT_PORT", PORT, "must be a port number"),
            optional("management.server.address", "MARQUEE_MANAGEMENT_ADDRESS", Forms::isAddressOfThisMachine, """
                    must be an address of this machine"""),
            optional(
                    "server.forward-headers-strategy",
                    "MARQUEE_FORWARD_HEADERS",
                    Forms.matches("(?i)native|none"),
                    "must be native or none"),
            optional("spring.r2dbc.pool.max-size", "MARQUEE_DB_POOL_SIZE", Forms.number(4, 10_000), """
                    must be a number from 4 to 10,000"""),
            optional(
                    "marquee.identity.cookie.enabled",
                    "MARQUEE_SIGN_IN_COOKIE",
                    Forms.matches("(?i)true|false"),
                    "must be true or false"),
            optional("marquee.startup.patience", "MARQUEE_STARTUP_PATIENCE", Forms::isDuration, """
                    must be a duration, e.g. 20s"""),
            optional("marquee.notifications.from", "MARQUEE_MAIL_FROM", Forms::isMailbox, """
                    must be a mail address, e.g. Marquee <tickets@example.org>"""),
            new Rule("spring.r2dbc.url", "MARQUEE_R2DBC_URL", Forms.starts("r2dbc:postgresql://"), """
                    must look like r2dbc:postgresql://host:5432/marquee"""),
            new Rule("spring.r2dbc.username", "MARQUEE_DB_USERNAME", Forms::isPresent, "must name the database role"),
            new Rule("spring.flyway.url", "MARQUEE_JDBC_URL", Forms.starts("jdbc:postgresql://"), """
                    must look like jdbc:postgresql://host:5432/marquee"""),
            new Rule(
                    "spring.data.redis.url",
                    "MARQUEE_REDIS_URL",
                    Forms.matches("rediss?://(.*@)?[^@/]+:\\d+(/.*)?"),
                    """
                    must look like redis://host:6379"""),
            new Rule("spring.mail.host", "MARQUEE_SMTP_HOST", Forms::isPresent, "must name the mail server"),
            new Rule("spring.mail.port", "MARQUEE_SMTP_PORT", Forms.number(1, 65_535), "must be a port number"),
            new Rule("marquee.public-url", "MARQUEE_PUBLIC_URL", Forms::isBareUrl, """
                    must be the http(s) address under which people reach this server, without a slash at the end"""),
            new Rule("marquee.cursor-secret", "MARQUEE_CURSOR_SECRET", value -> value.length() >= 16, """
                    must be a secret of at least 16 characters"""),
            new Rule(ISSUER, "MARQUEE_ISSUER", Forms::isBareUrl, """
                    must be the http(s) address of the realm, without a slash at the end"""),
            optional("marquee.identity.jwk-set-uri", "MARQUEE_JWK_SET_URI", Forms::isUrl, """
                    must be an http(s) address or be left out"""),
            new Rule(
                    "marquee.identity.audience",
                    "MARQUEE_AUDIENCE",
                    Forms::isPresent,
                    "must name the audience of tokens"),
            new Rule(REALM, "MARQUEE_KEYCLOAK_URL", Forms::isRealm, """
                    must be the http(s) address of the realm (.../realms/marquee), or be left out"""),
            new Rule("marquee.identity.keycloak.client-secret", "MARQUEE_KEYCLOAK_ADMIN_SECRET", Forms::isPresent, """
                    must be the secret of the realm's client marquee-admin"""),
            new Rule(
                    "marquee.ticketing.signing-keys[0].id",
                    "MARQUEE_TICKET_KEY_ID",
                    Forms.matches("[\\w-]{1,16}"),
                    """
                    must name the key that signs tickets in 1 to 16 letters, digits, - and _"""),
            new Rule(
                    "marquee.ticketing.signing-keys[0].private-key",
                    "MARQUEE_TICKET_PRIVATE_KEY",
                    Forms::isPresent,
                    """
                    must be an Ed25519 private key in PKCS #8, base64"""),
            new Rule(
                    "marquee.ticketing.signing-keys[0].public-key", "MARQUEE_TICKET_PUBLIC_KEY", Forms::isPresent, """
                    must be the public key of the signing key, base64url"""),
            new Rule("marquee.payments.stripe.secret-key", "STRIPE_SECRET_KEY", Forms.starts("sk_", "rk_"), """
                    must be a secret key of Stripe (sk_... or rk_...)"""),
            new Rule("marquee.payments.stripe.webhook-secret", "STRIPE_WEBHOOK_SECRET", Forms.starts("whsec_"), """
                    must be the signing secret of the webhook endpoint (whsec_...)"""),
            new Rule("marquee.payments.stripe.api-base", "STRIPE_API_BASE", Forms::isBareUrl, """
                    must be an http(s) address without a slash at the end, or be left out"""));

    private Settings() {}

    static List<WrongSetting> malformed(Environment environment) {
        return Stream.concat(
                        RULES.stream()
                                .filter(rule -> !rule.repeatsAnother(environment))
                                .flatMap(rule -> rule.check(environment).stream()),
                        metricsInPublic(environment).stream())
                .toList();
    }

    private static Rule optional(String property, String variable, Predicate<String> form, String demand) {
        return new Rule(property, variable, value -> value.isEmpty() || form.test(value), demand);
    }

    private static Optional<WrongSetting> metricsInPublic(Environment environment) {
        String port = environment.getProperty("management.server.port", "0");
        return !port.equals("0") && port.equals(environment.getProperty("server.port"))
                ? Optional.of(new WrongSetting("MARQUEE_MANAGEMENT_PORT", "must be another port than PORT"))
                : Optional.empty();
    }

    private record Rule(String property, String variable, Predicate<String> form, String demand) {

        /** The realm's address is the issuer's unless it is given. */
        boolean repeatsAnother(Environment environment) {
            return property.equals(REALM)
                    && !Forms.isBareUrl(environment.getProperty(ISSUER, ""))
                    && environment.getProperty(REALM, "").equals(environment.getProperty(ISSUER, ""));
        }

        Optional<WrongSetting> check(Environment environment) {
            String value = environment.getProperty(property, "");
            if (form.test(value)) {
                return Optional.empty();
            }
            String given = environment.containsProperty(variable) ? "is empty: it " : "is not set: it ";
            return Optional.of(new WrongSetting(variable, value.isEmpty() ? given + demand : demand));
        }
    }
}
