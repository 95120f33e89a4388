package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTests {

    private static final String BODY = "{\"id\": \"evt_1\"}";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, true", "-300, true", "300, true", "-301, false", "301, false", "-86400, false"})
    void toleratesTimeBothWays(long seconds, boolean right) {
        assertThat(isRight(signed(NOW.plusSeconds(seconds), "whsec_a"), BODY)).isEqualTo(right);
    }

    @Test
    void acceptsOneRightSignatureAmongSeveral() {
        assertThat(isRight(signed(NOW, "whsec_other", "whsec_a", "whsec_third"), BODY))
                .isTrue();
        assertThat(isRight(signed(NOW, "whsec_other", "whsec_third"), BODY)).isFalse();
    }

    @Test
    void acceptsEachSecretWhileOneReplacesTheOther() {
        assertThat(isRight(signed(NOW, "whsec_b"), BODY)).isTrue();
    }

    @Test
    void refusesAnotherBody() {
        assertThat(isRight(signed(NOW, "whsec_a"), BODY.replace(": ", ":"))).isFalse();
        assertThat(isRight(signed(NOW, "whsec_a"), BODY + "\n")).isFalse();
    }

    @Test
    void ignoresOtherSchemes() {
        String header = signed(NOW, "whsec_a");
        assertThat(isRight(header.replace("v1=", "v0="), BODY)).isFalse();
        assertThat(isRight(header + ",v0=00,x", BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1=nonsense,", "v1=,", "v1=abc,", "v0=abc,", ",", "=,"})
    void ignoresWhatIsNoSignatureAsStripesOwnLibraryDoes(String element) throws SignatureVerificationException {
        String header = element + signed(Instant.now(), "whsec_a");
        assertThat(Webhook.Signature.verifyHeader(BODY, header, "whsec_a", 300)).isTrue();
        assertThat(WebhookSignature.isRight(
                        header,
                        BODY.getBytes(StandardCharsets.UTF_8),
                        List.of("whsec_a"),
                        Instant.now(),
                        Duration.ofMinutes(5)))
                .isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "t=",
                "t=1",
                "v1=00",
                "t=x,v1=00",
                "t=99999999999999999999,v1=0",
                "t=9223372036854775807,v1=0a"
            })
    void refusesNonsense(@Nullable String header) {
        assertThat(isRight(header, BODY)).isFalse();
    }

    private static boolean isRight(@Nullable String header, String body) {
        return WebhookSignature.isRight(
                header,
                body.getBytes(StandardCharsets.UTF_8),
                List.of("whsec_a", "whsec_b"),
                NOW,
                Duration.ofMinutes(5));
    }

    private static String signed(Instant at, String... secrets) {
        return SignedPayload.sign(BODY, at, List.of(secrets)).signature();
    }
}
