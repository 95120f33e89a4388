package dev.marquee.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.MarqueeApplication;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.stripe.StripeEmulator;
import dev.marquee.platform.WrongSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** What a person who starts the server learns of wrong settings. */
@ExtendWith(OutputCaptureExtension.class)
class StartupChecksTests {

    private static final String NOBODY = "127.0.0.1:1";

    private static StripeEmulator stripe;
    private static Map<String, Object> right;

    @BeforeAll
    static void startServices() {
        stripe = StripeEmulator.start(0);
        right = TestServices.properties(TestServices.freshDatabase());
    }

    @AfterAll
    static void stopStripe() {
        stripe.close();
    }

    @Test
    void findsNothingWrongWithRightSettings() {
        assertThat(wrong(rightSettings())).isEmpty();
    }

    @Test
    void reportsAllMissingSettingsAtOnce() {
        assertThat(wrong(new MockEnvironment()).stream().map(WrongSetting::variable))
                .containsExactly(
                        "PORT",
                        "MARQUEE_MANAGEMENT_PORT",
                        "MARQUEE_R2DBC_URL",
                        "MARQUEE_DB_USERNAME",
                        "MARQUEE_JDBC_URL",
                        "MARQUEE_REDIS_URL",
                        "MARQUEE_SMTP_HOST",
                        "MARQUEE_SMTP_PORT",
                        "MARQUEE_PUBLIC_URL",
                        "MARQUEE_CURSOR_SECRET",
                        "MARQUEE_ISSUER",
                        "MARQUEE_AUDIENCE",
                        "MARQUEE_KEYCLOAK_ADMIN_SECRET",
                        "MARQUEE_TICKET_KEY_ID",
                        "MARQUEE_TICKET_PRIVATE_KEY",
                        "MARQUEE_TICKET_PUBLIC_KEY",
                        "STRIPE_SECRET_KEY",
                        "STRIPE_WEBHOOK_SECRET",
                        "STRIPE_API_BASE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.r2dbc.url                        | jdbc:postgresql://db/marquee                | MARQUEE_R2DBC_URL
            spring.r2dbc.url                        | r2dbc:postgresql://127.0.0.1:1/marquee      | MARQUEE_R2DBC_URL
            spring.r2dbc.username                   | ''                                          | MARQUEE_DB_USERNAME
            spring.r2dbc.username                   | stranger                                    | MARQUEE_R2DBC_URL
            spring.flyway.url                       | r2dbc:postgresql://db/marquee               | MARQUEE_JDBC_URL
            spring.flyway.url                       | jdbc:postgresql://127.0.0.1:1/marquee       | MARQUEE_JDBC_URL
            spring.flyway.user                      | stranger                                    | MARQUEE_JDBC_URL
            spring.data.redis.url                   | 127.0.0.1                                   | MARQUEE_REDIS_URL
            spring.data.redis.url                   | redis://cache                               | MARQUEE_REDIS_URL
            spring.data.redis.url                   | redis://user:secret@cache/0                 | MARQUEE_REDIS_URL
            spring.mail.host                        | ''                                          | MARQUEE_SMTP_HOST
            spring.mail.port                        | 99999                                       | MARQUEE_SMTP_PORT
            spring.mail.port                        | 1                                           | MARQUEE_SMTP_HOST
            marquee.public-url                      | http://tickets.example/                     | MARQUEE_PUBLIC_URL
            marquee.cursor-secret                   | short                                       | MARQUEE_CURSOR_SECRET
            marquee.identity.issuer                 | id.example                                  | MARQUEE_ISSUER
            marquee.identity.jwk-set-uri            | keys                                        | MARQUEE_JWK_SET_URI
            marquee.identity.jwk-set-uri            | http://127.0.0.1:1/keys                     | MARQUEE_JWK_SET_URI
            marquee.identity.issuer                 | ''                                          | MARQUEE_ISSUER
            server.port                             | http                                        | PORT
            server.port                             | ''                                          | PORT
            management.server.port                  | ''                                          | MARQUEE_MANAGEMENT_PORT
            management.server.port                  | 99999                                       | MARQUEE_MANAGEMENT_PORT
            management.server.address               | 198.51.100.7                                | MARQUEE_MANAGEMENT_ADDRESS
            server.forward-headers-strategy         | maybe                                       | MARQUEE_FORWARD_HEADERS
            marquee.identity.cookie.enabled         | maybe                                       | MARQUEE_SIGN_IN_COOKIE
            spring.r2dbc.pool.max-size              | 0                                           | MARQUEE_DB_POOL_SIZE
            marquee.startup.patience                | long                                        | MARQUEE_STARTUP_PATIENCE
            marquee.notifications.from              | Marquee                                     | MARQUEE_MAIL_FROM
            marquee.ticketing.signing-keys[0].id    | key.1                                       | MARQUEE_TICKET_KEY_ID
            marquee.identity.audience               | ''                                          | MARQUEE_AUDIENCE
            marquee.identity.keycloak.url           | https://id.example                          | MARQUEE_KEYCLOAK_URL
            marquee.identity.keycloak.client-secret | ''                                          | MARQUEE_KEYCLOAK_ADMIN_SECRET
            marquee.identity.keycloak.client-secret | somebody-elses                              | MARQUEE_KEYCLOAK_ADMIN_SECRET
            marquee.payments.stripe.secret-key      | pk_test_marquee                             | STRIPE_SECRET_KEY
            marquee.payments.stripe.secret-key      | sk_test_of_somebody_else                    | STRIPE_SECRET_KEY
            marquee.payments.stripe.webhook-secret  | secret                                      | STRIPE_WEBHOOK_SECRET
            marquee.payments.stripe.api-base        | stripe                                      | STRIPE_API_BASE
            marquee.payments.stripe.api-base        | http://127.0.0.1:1                          | STRIPE_API_BASE
            """)
    void reportsOneWrongSetting(String property, String value, String variable) {
        assertThat(wrong(rightSettings().withProperty(property, value)))
                .extracting(WrongSetting::variable)
                .containsExactly(variable);
    }

    @Test
    void keepsTheMetricsOffThePublicPort() {
        assertThat(wrong(rightSettings()
                        .withProperty("server.port", "8081")
                        .withProperty("management.server.port", "8081")))
                .extracting(WrongSetting::variable)
                .containsExactly("MARQUEE_MANAGEMENT_PORT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.data.redis.url        | redis://:hush hush@127.0.0.1:6379
            spring.data.redis.url        | redis://marquee:hu@sh%@127.0.0.1:6379
            spring.r2dbc.url             | r2dbc:postgresql://marquee:hu sh@127.0.0.1:1/marquee?password=hush
            spring.flyway.url            | jdbc:postgresql://127.0.0.1:no-port/marquee?user=marquee&password=hush
            spring.flyway.url            | jdbc:postgresql://marquee:hush@127.0.0.1:no-port/marquee
            marquee.identity.jwk-set-uri | http://marquee:hush@127.0.0.1:1/keys
            """)
    void neverRepeatsAPassword(String property, String value, CapturedOutput log) {
        assertThat(wrong(rightSettings().withProperty(property, value)))
                .singleElement()
                .asString()
                .doesNotContain("hu", "sh@");
        assertThat(log).doesNotContain("hush");
    }

    @Test
    void neverLogsThePasswordOfARedisThatIsAway(CapturedOutput log) {
        assertThat(wrong(rightSettings().withProperty("spring.data.redis.url", "redis://marquee:hush@" + NOBODY)))
                .isEmpty();
        assertThat(log).contains("MARQUEE_REDIS_URL", "starting without it").doesNotContain("hush");
    }

    @Test
    void startsWithoutRedis() {
        assertThat(wrong(rightSettings().withProperty("spring.data.redis.url", "redis://" + NOBODY)))
                .isEmpty();
    }

    @Test
    void reportsADatabaseThatCannotBeMigrated() {
        String closed = TestServices.postgres().jdbcUrl("postgres");
        assertThat(wrong(rightSettings().withProperty("spring.flyway.url", closed)))
                .singleElement()
                .asString()
                .contains("MARQUEE_JDBC_URL", "may not create tables");
    }

    @Test
    void reportsMigrationsOfAnotherDatabase() {
        String other = TestServices.postgres().jdbcUrl(TestServices.freshDatabase());
        assertThat(wrong(rightSettings().withProperty("spring.flyway.url", other)))
                .singleElement()
                .asString()
                .contains("MARQUEE_JDBC_URL", "another database than MARQUEE_R2DBC_URL");
    }

    @Test
    void tellsWhatIsEmptyFromWhatIsNotSet() {
        MockEnvironment settings = rightSettings().withProperty("marquee.payments.stripe.api-base", "");
        assertThat(wrong(settings).toString()).contains("STRIPE_API_BASE is not set");
        assertThat(wrong(settings.withProperty("STRIPE_API_BASE", "")).toString())
                .contains("STRIPE_API_BASE is empty");
    }

    @Test
    void makesNoBeanWhileASettingIsWrong() {
        AtomicBoolean isMade = new AtomicBoolean();
        try (var context = new GenericApplicationContext()) {
            context.setEnvironment(rightSettings()
                    .withProperty("marquee.identity.keycloak.client-secret", "somebody-elses")
                    .withProperty("marquee.startup.checks", "true"));
            context.registerBean("first", AtomicBoolean.class, () -> {
                isMade.set(true);
                return isMade;
            });
            new StartupChecks().initialize(context);

            assertThatThrownBy(context::refresh)
                    .isInstanceOf(WrongSettingsException.class)
                    .hasMessageContaining("MARQUEE_KEYCLOAK_ADMIN_SECRET");
        }
        assertThat(isMade).isFalse();
    }

    @Test
    void namesALogFormatThatIsNone(CapturedOutput log) {
        assertThatThrownBy(
                        () -> SpringApplication.run(MarqueeApplication.class, "--logging.structured.format.console=foo")
                                .close())
                .isInstanceOf(WrongSettingsException.class);
        assertThat(log).contains("MARQUEE_LOG_FORMAT must be ecs").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs", "ECS", "logstash", "gelf", "org.example.OwnFormat"})
    void takesEveryLogFormat(String format) {
        var environment = new MockEnvironment().withProperty("logging.structured.format.console", format);
        assertThatCode(() -> new LogFormat().postProcessEnvironment(environment, new SpringApplication()))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsAPersonWithoutAStackTrace() {
        var failure =
                new WrongSettingsException(List.of("MARQUEE_ISSUER is not set", "STRIPE_SECRET_KEY is not a key"));
        var analysis = Objects.requireNonNull(new WrongSettingsAnalyzer().analyze(failure));
        assertThat(analysis.getDescription())
                .contains("  - MARQUEE_ISSUER is not set")
                .contains("  - STRIPE_SECRET_KEY is not a key")
                .doesNotContain("Exception");
        assertThat(analysis.getAction()).contains(".env.example");
    }

    private static List<WrongSetting> wrong(MockEnvironment settings) {
        return StartupChecks.wrongSettings(settings, Duration.ZERO);
    }

    private static MockEnvironment rightSettings() {
        MockEnvironment settings = new MockEnvironment();
        right.forEach((property, value) -> settings.setProperty(property, value.toString()));
        settings.setProperty("server.port", "8080");
        for (String part : List.of("id", "private-key", "public-key")) {
            settings.setProperty("marquee.ticketing.signing-keys[0]." + part, "given");
        }
        return settings.withProperty("marquee.payments.stripe.api-base", stripe.url());
    }
}
