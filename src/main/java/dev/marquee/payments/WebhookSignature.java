package dev.marquee.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Stripe-Signature} header.
 *
 * @param time when it was signed
 * @param signatures the signatures of the scheme {@code v1}, of which one must be right; what is no signature is left out
 */
record WebhookSignature(Instant time, List<byte[]> signatures) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST_ELEMENTS = 32;

    /** Whether the header was made over these bytes with one of the secrets, no longer than the tolerance ago or ahead. */
    static boolean isRight(
            @Nullable String header, byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        WebhookSignature signature = header == null ? null : read(header);
        return signature != null
                && Duration.between(signature.time, now).abs().compareTo(tolerance) <= 0
                && secrets.stream().anyMatch(secret -> signature.isMadeWith(secret, body));
    }

    private static @Nullable WebhookSignature read(String header) {
        @Nullable Instant time = null;
        List<byte[]> signatures = new ArrayList<>();
        String[] elements = header.split(",", MOST_ELEMENTS);
        for (String element : elements) {
            String[] parts = element.trim().split("=", 2);
            if (parts.length == 2 && parts[0].equals("t")) {
                time = time(parts[1]);
            } else if (parts.length == 2 && parts[0].equals("v1")) {
                signature(parts[1]).ifPresent(signatures::add);
            }
        }
        return time == null ? null : new WebhookSignature(time, signatures);
    }

    private static @Nullable Instant time(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException malformed) {
            return null;
        }
    }

    private static Optional<byte[]> signature(String hex) {
        try {
            return Optional.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean isMadeWith(String secret, byte[] body) {
        byte[] right = mac(secret, body);
        return signatures.stream().anyMatch(given -> MessageDigest.isEqual(right, given));
    }

    private byte[] mac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
