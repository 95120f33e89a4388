package dev.marquee.dev.stripe.webhooks;

import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/** The exact body of a webhook and the {@code Stripe-Signature} header that belongs to it. */
public record SignedPayload(String body, String signature) {

    /** Signs as Stripe does: one {@code v1} of {@code time.body} for each secret that is valid at the moment. */
    public static SignedPayload sign(String body, Instant at, List<String> secrets) {
        StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
        secrets.forEach(secret -> header.append(",v1=").append(hmac(secret, at.getEpochSecond() + "." + body)));
        return new SignedPayload(body, header.toString());
    }

    private static String hmac(String secret, String signed) {
        try {
            return Webhook.Util.computeHmacSha256(secret, signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
