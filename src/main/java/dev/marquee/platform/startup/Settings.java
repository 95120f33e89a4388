package dev.marquee.platform.startup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** What can be said of the settings without asking anybody. */
final class Settings {

    private static final List<Rule> RULES = List.of(
            new Rule("spring.r2dbc.url", "MARQUEE_R2DBC_URL", starts("r2dbc:postgresql://"), """
                    must look like r2dbc:postgresql://host:5432/marquee"""),
            new Rule(
                    "spring.r2dbc.username", "MARQUEE_DB_USERNAME", Settings::isPresent, "must name the database role"),
            new Rule("spring.flyway.url", "MARQUEE_JDBC_URL", starts("jdbc:postgresql://"), """
                    must look like jdbc:postgresql://host:5432/marquee"""),
            new Rule("spring.data.redis.url", "MARQUEE_REDIS_URL", starts("redis://", "rediss://"), """
                    must look like redis://host:6379"""),
            new Rule("spring.mail.host", "MARQUEE_SMTP_HOST", Settings::isPresent, "must name the mail server"),
            new Rule("spring.mail.port", "MARQUEE_SMTP_PORT", Settings::isPort, "must be a port number"),
            new Rule("marquee.public-url", "MARQUEE_PUBLIC_URL", Settings::isBareUrl, """
                    must be the http(s) address under which people reach this server, without a slash at the end"""),
            new Rule("marquee.cursor-secret", "MARQUEE_CURSOR_SECRET", value -> value.length() >= 16, """
                    must be a secret of at least 16 characters"""),
            new Rule("marquee.identity.issuer", "MARQUEE_ISSUER", Settings::isBareUrl, """
                    must be the http(s) address of the realm, without a slash at the end"""),
            new Rule(
                    "marquee.identity.jwk-set-uri",
                    "MARQUEE_JWK_SET_URI",
                    value -> value.isEmpty() || isUrl(value),
                    """
                    must be an http(s) address or be left out"""),
            new Rule(
                    "marquee.identity.audience",
                    "MARQUEE_AUDIENCE",
                    Settings::isPresent,
                    "must name the audience of tokens"),
            new Rule("marquee.identity.keycloak.url", "MARQUEE_KEYCLOAK_URL", Settings::isRealm, """
                    must be the http(s) address of the realm (.../realms/marquee), or be left out"""),
            new Rule(
                    "marquee.identity.keycloak.client-secret",
                    "MARQUEE_KEYCLOAK_ADMIN_SECRET",
                    Settings::isPresent,
                    """
                    must be the secret of the realm's client marquee-admin"""),
            new Rule("marquee.ticketing.signing-keys[0].id", "MARQUEE_TICKET_KEY_ID", Settings::isPresent, """
                    must name the key that signs tickets"""),
            new Rule(
                    "marquee.ticketing.signing-keys[0].private-key",
                    "MARQUEE_TICKET_PRIVATE_KEY",
                    Settings::isPresent,
                    """
                    must be an Ed25519 private key in PKCS #8, base64"""),
            new Rule(
                    "marquee.ticketing.signing-keys[0].public-key",
                    "MARQUEE_TICKET_PUBLIC_KEY",
                    Settings::isPresent,
                    """
                    must be the public key of the signing key, base64url"""),
            new Rule("marquee.payments.stripe.secret-key", "STRIPE_SECRET_KEY", starts("sk_", "rk_"), """
                    must be a secret key of Stripe (sk_... or rk_...)"""),
            new Rule("marquee.payments.stripe.webhook-secret", "STRIPE_WEBHOOK_SECRET", starts("whsec_"), """
                    must be the signing secret of the webhook endpoint (whsec_...)"""),
            new Rule("marquee.payments.stripe.api-base", "STRIPE_API_BASE", Settings::isBareUrl, """
                    must be an http(s) address without a slash at the end, or be left out"""));

    private Settings() {}

    static List<WrongSetting> malformed(Environment environment) {
        return Stream.concat(
                        RULES.stream().flatMap(rule -> rule.check(environment).stream()),
                        metricsInPublic(environment).stream())
                .toList();
    }

    private static Optional<WrongSetting> metricsInPublic(Environment environment) {
        String port = environment.getProperty("management.server.port", "0");
        return !port.equals("0") && port.equals(environment.getProperty("server.port"))
                ? Optional.of(new WrongSetting("MARQUEE_MANAGEMENT_PORT", "must be another port than PORT"))
                : Optional.empty();
    }

    private static boolean isPresent(String value) {
        return !value.isBlank();
    }

    private static Predicate<String> starts(String... prefixes) {
        return value ->
                Stream.of(prefixes).anyMatch(prefix -> value.startsWith(prefix) && value.length() > prefix.length());
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) > 0 && Integer.parseInt(value) < 65_536;
    }

    private static boolean isBareUrl(String value) {
        return isUrl(value) && !value.endsWith("/");
    }

    private static boolean isRealm(String value) {
        return isBareUrl(value) && value.contains("/realms/");
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private record Rule(String property, String variable, Predicate<String> form, String demand) {

        Optional<WrongSetting> check(Environment environment) {
            String value = environment.getProperty(property, "");
            if (form.test(value)) {
                return Optional.empty();
            }
            return Optional.of(new WrongSetting(variable, value.isEmpty() ? "is not set: it " + demand : demand));
        }
    }
}
