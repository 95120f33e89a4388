package dev.marquee.ticketing;

import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Fresh Ed25519 keys as they stand in the settings. */
public final class TestKeys {

    private TestKeys() {}

    /** A seal with a key of its own. */
    public static TicketSeal seal() {
        return seal(active("k1"));
    }

    static SigningKey active(String id) {
        KeyPair pair = pair();
        return new SigningKey(
                id, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()), raw(pair));
    }

    static SigningKey retired(SigningKey key) {
        return new SigningKey(key.id(), null, key.publicKey());
    }

    static TicketSeal seal(SigningKey... keys) {
        return new TicketSeal(new TicketKeyRing(new TicketingSettings(List.of(keys))));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String raw(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
