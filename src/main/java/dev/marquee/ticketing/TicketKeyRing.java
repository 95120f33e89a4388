package dev.marquee.ticketing;

import dev.marquee.platform.WrongSettingsException;
import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys of QR codes: one signs, all of them verify. Bouncy Castle multiplies points by tables, the JDK does
 * not: a signature took 640 microseconds and takes 33.
 */
@Component
class TicketKeyRing {

    private final Map<String, Ed25519.PublicPoint> publicKeys = new LinkedHashMap<>();
    private final List<TicketKey> published;
    private final String activeId;
    private final byte[] privateKey;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    /** Reads the keys; {@link WrongSettingsException} naming the setting when one of them is wrong. */
    TicketKeyRing(TicketingSettings settings) {
        SigningKey active = settings.signingKeys().getFirst();
        settings.signingKeys().forEach(this::remember);
        this.activeId = active.id();
        this.privateKey = privateKey(active);
        Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
        this.published = settings.signingKeys().stream()
                .map(key -> new TicketKey(key.id(), key.publicKey(), key.equals(active)))
                .toList();
        requirePair(active);
    }

    /** What everybody may know of the keys. */
    List<TicketKey> published() {
        return published;
    }

    /** Id of the key that signs. */
    String activeId() {
        return activeId;
    }

    byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(privateKey, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Whether the key of this id made this signature; false for an unknown key. What the key that signs would have made is
     * made again and compared, in less than half the time of verifying it.
     */
    boolean verifies(String keyId, byte[] message, byte[] signature) {
        return keyId.equals(activeId)
                ? MessageDigest.isEqual(sign(message), signature)
                : verifies(publicKeys.get(keyId), message, signature);
    }

    /** The point R has to lie in the group as well: Bouncy Castle lets components of small order pass, the JDK does not. */
    private static boolean verifies(Ed25519.@Nullable PublicPoint key, byte[] message, byte[] signature) {
        return key != null
                && signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, key, message, 0, message.length)
                && Ed25519.validatePublicKeyFull(signature, 0);
    }

    private void remember(SigningKey key) {
        if (publicKeys.put(key.id(), point(key)) != null) {
            throw wrong("MARQUEE_TICKET_KEY_ID", key, "stands there twice");
        }
    }

    private void requirePair(SigningKey active) {
        if (!Arrays.equals(publicKey, raw(active))) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", active, "is no pair with the private key");
        }
    }

    private static Ed25519.PublicPoint point(SigningKey key) {
        byte[] raw = raw(key);
        if (raw.length != Ed25519.PUBLIC_KEY_SIZE) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", key, "is not 32 bytes long");
        }
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(raw, 0);
        if (point == null) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", key, "is no public key of Ed25519");
        }
        return point;
    }

    private static byte[] raw(SigningKey key) {
        try {
            return Base64.getUrlDecoder().decode(key.publicKey());
        } catch (IllegalArgumentException malformed) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", key, "is no base64url of an Ed25519 key");
        }
    }

    private static byte[] privateKey(SigningKey key) {
        if (key.privateKey() == null) {
            throw wrong("MARQUEE_TICKET_PRIVATE_KEY", key, "is not set, and the first key needs one");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(key.privateKey());
            EdECPrivateKey read = (EdECPrivateKey)
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return read.getBytes().orElseThrow();
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw wrong("MARQUEE_TICKET_PRIVATE_KEY", key, "is no base64 of a PKCS #8 Ed25519 key");
        }
    }

    private static WrongSettingsException wrong(String variable, SigningKey key, String what) {
        return new WrongSettingsException(
                List.of(variable + " (marquee.ticketing.signing-keys, '" + key.id() + "') " + what));
    }
}
