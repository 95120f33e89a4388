package dev.marquee.ticketing;

import dev.marquee.platform.WrongSettingsException;
import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The Ed25519 keys of QR codes: one signs, all of them verify. */
@Component
class TicketKeyRing {

    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_BYTES = 32;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, PublicKey> publicKeys = new LinkedHashMap<>();
    private final List<TicketKey> published;
    private final String activeId;
    private final PrivateKey activeKey;

    /** Reads the keys; {@link WrongSettingsException} naming the setting when one of them is wrong. */
    TicketKeyRing(TicketingSettings settings) {
        SigningKey active = settings.signingKeys().getFirst();
        settings.signingKeys().forEach(this::remember);
        this.activeId = active.id();
        this.activeKey = privateKey(active);
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
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(activeKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the key of this id made this signature; false for an unknown key. */
    boolean verifies(String keyId, byte[] message, byte[] signed) {
        PublicKey key = publicKeys.get(keyId);
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private void remember(SigningKey key) {
        if (publicKeys.put(key.id(), publicKey(key)) != null) {
            throw wrong("MARQUEE_TICKET_KEY_ID", key, "stands there twice");
        }
    }

    private void requirePair(SigningKey active) {
        byte[] probe = {1, 2, 3};
        if (!verifies(activeId, probe, sign(probe))) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", active, "is no pair with the private key");
        }
    }

    private static PublicKey publicKey(SigningKey key) {
        try {
            byte[] raw = Base64.getUrlDecoder().decode(key.publicKey());
            if (raw.length != RAW_BYTES) {
                throw wrong("MARQUEE_TICKET_PUBLIC_KEY", key, "is not 32 bytes long");
            }
            byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + RAW_BYTES);
            System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, RAW_BYTES);
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw wrong("MARQUEE_TICKET_PUBLIC_KEY", key, "is no base64url of an Ed25519 key");
        }
    }

    private static PrivateKey privateKey(SigningKey key) {
        if (key.privateKey() == null) {
            throw wrong("MARQUEE_TICKET_PRIVATE_KEY", key, "is not set, and the first key needs one");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(key.privateKey());
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw wrong("MARQUEE_TICKET_PRIVATE_KEY", key, "is no base64 of a PKCS #8 Ed25519 key");
        }
    }

    private static WrongSettingsException wrong(String variable, SigningKey key, String what) {
        return new WrongSettingsException(
                List.of(variable + " (marquee.ticketing.signing-keys, '" + key.id() + "') " + what));
    }
}
