package dev.marquee.ticketing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of ticketing.
 *
 * <p>A key pair is made with OpenSSL; the first command prints the private key, the second one the public key:
 *
 * <pre>{@code
 * openssl genpkey -algorithm ed25519 -outform DER -out key.der && base64 -w0 key.der
 * openssl pkey -inform DER -in key.der -pubout -outform DER | tail -c 32 | basenc --base64url | tr -d =
 * }</pre>
 *
 * <p>The first key comes from the environment ({@code MARQUEE_TICKET_KEY_ID}, {@code MARQUEE_TICKET_PRIVATE_KEY},
 * {@code MARQUEE_TICKET_PUBLIC_KEY}); to add retired ones, set the whole list by its own names.
 *
 * @param signingKeys keys of QR codes: the first one signs, all of them verify, so that codes of a retired key hold
 */
@Validated
@ConfigurationProperties("marquee.ticketing")
record TicketingSettings(@NotEmpty List<@Valid @NotNull SigningKey> signingKeys) {

    /**
     * An Ed25519 key pair.
     *
     * @param id key id within QR codes, never used for another key again
     * @param privateKey base64 of the PKCS #8 encoding; left out for a retired key
     * @param publicKey base64url of the 32 bytes of RFC 8032
     */
    record SigningKey(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,16}") String id,

            @Nullable String privateKey,
            @NotBlank String publicKey) {

        @Override
        public String toString() {
            return "SigningKey[" + id + "]";
        }
    }
}
