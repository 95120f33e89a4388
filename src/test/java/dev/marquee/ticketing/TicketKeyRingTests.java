package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** Signatures of tickets are the JDK's, byte by byte, and no others pass. */
class TicketKeyRingTests {

    private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] MESSAGE = "MQ1.k1.body".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey key = TestKeys.active("k1");
    private final TicketKeyRing ring = ring(key);
    private final TicketKeyRing later = ring(TestKeys.active("k2"), TestKeys.retired(key));

    @Test
    void signsAsTheJdkDoes() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] message = new byte[i];
            random.nextBytes(message);
            SigningKey any = TestKeys.active("any");
            TicketKeyRing ours = ring(any);

            byte[] signature = ours.sign(message);

            assertThat(signature).isEqualTo(signedByJdk(any, message));
            assertThat(ours.verifies("any", message, signature)).isTrue();
            assertThat(ring(key, TestKeys.retired(any)).verifies("any", message, signature))
                    .isTrue();
            assertThat(verifiedByJdk(any, message, signature)).isTrue();
            assertThat(passes(message, signature)).isFalse();
        }
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] signature = ring.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(passes(MESSAGE, flipped)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void refusesOtherLengths() {
        byte[] signature = ring.sign(MESSAGE);

        for (int length : List.of(0, 32, 63, 65, 128)) {
            assertThat(passes(MESSAGE, Arrays.copyOf(signature, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    /** S plus the order of the group is the same scalar, and would be a second signature of the same message. */
    @Test
    void refusesScalarsBeyondTheOrder() throws GeneralSecurityException {
        byte[] signature = ring.sign(MESSAGE);
        BigInteger scalar = number(Arrays.copyOfRange(signature, 32, 64));

        byte[] malleated = joined(Arrays.copyOf(signature, 32), bytes(scalar.add(ORDER)));

        assertThat(passes(MESSAGE, malleated)).isFalse();
        assertThat(verifiedByJdk(key, MESSAGE, malleated)).isFalse();
    }

    /** Whoever has the private key can make more signatures of a message than the one that Ed25519 asks for. */
    @Test
    void refusesPointsOfSmallOrder() throws GeneralSecurityException {
        Map<String, BigInteger> spellings = Map.of(
                "order 1",
                BigInteger.ONE,
                "order 1, not reduced",
                FIELD.add(BigInteger.ONE),
                "order 2",
                FIELD.subtract(BigInteger.ONE),
                "order 4",
                BigInteger.ZERO,
                "order 4, not reduced",
                FIELD);
        for (var spelling : spellings.entrySet()) {
            byte[] signature = signedWith(bytes(spelling.getValue()));
            assertThat(passes(MESSAGE, signature)).as(spelling.getKey()).isFalse();
            assertThat(verifiedByJdk(key, MESSAGE, signature))
                    .as(spelling.getKey())
                    .isEqualTo(spelling.getKey().equals("order 1"));
        }
    }

    /** Under such a key anybody can sign anything. */
    @Test
    void refusesToStartWithAPublicKeyOfSmallOrder() {
        String small = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BigInteger.ONE));

        assertThatThrownBy(() -> TestKeys.seal(key, new SigningKey("k0", null, small)))
                .hasMessageContaining("MARQUEE_TICKET_PUBLIC_KEY")
                .hasMessageContaining("'k0'");
    }

    /** The jar carries these classes, not the library. */
    @Test
    void needsNoClassThatTheBuildLeavesOut() throws IOException, ReflectiveOperationException {
        byte[] signature = ring.sign(MESSAGE);
        byte[] publicKey = Base64.getUrlDecoder().decode(key.publicKey());
        URL classes = TicketKeyRing.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader shipped = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> ed25519 = shipped.loadClass(Ed25519.class.getName());
            Object point = call(ed25519, "validatePublicKeyFullExport", publicKey, 0);
            byte[] again = new byte[signature.length];
            call(ed25519, "sign", seed(key), 0, publicKey, 0, MESSAGE, 0, MESSAGE.length, again, 0);

            assertThat(ed25519.getClassLoader()).isSameAs(shipped);
            assertThat(call(ed25519, "verify", signature, 0, point, MESSAGE, 0, MESSAGE.length))
                    .isEqualTo(true);
            assertThat(again).isEqualTo(signature);
        }
    }

    private static Object call(Class<?> type, String name, Object... values) throws ReflectiveOperationException {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name) && each.getParameterCount() == values.length)
                .findFirst()
                .orElseThrow();
        return method.invoke(null, values);
    }

    /** Whether it passes as long as the key signs, or once it has retired. */
    private boolean passes(byte[] message, byte[] signature) {
        return ring.verifies("k1", message, signature) || later.verifies("k1", message, signature);
    }

    private static TicketKeyRing ring(SigningKey... keys) {
        return new TicketKeyRing(new TicketingSettings(List.of(keys)));
    }

    /** A signature by the private key that is right but for its point R, which ought to be the neutral one. */
    private byte[] signedWith(byte[] point) {
        try {
            byte[] secret = Arrays.copyOf(sha512(seed(key)), 32);
            secret[0] &= (byte) 0xf8;
            secret[31] &= 0x7f;
            secret[31] |= 0x40;
            byte[] publicKey = Base64.getUrlDecoder().decode(key.publicKey());
            BigInteger challenge = number(sha512(joined(point, publicKey, MESSAGE)));
            return joined(point, bytes(challenge.multiply(number(secret)).mod(ORDER)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] seed(SigningKey key) {
        try {
            return ((EdECPrivateKey) privateKey(key)).getBytes().orElseThrow();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] signedByJdk(SigningKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(privateKey(key));
        signature.update(message);
        return signature.sign();
    }

    private static PrivateKey privateKey(SigningKey key) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(String.valueOf(key.privateKey()));
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The JDK tells some malformed signatures by an exception. */
    private static boolean verifiedByJdk(SigningKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = joined(prefix, Base64.getUrlDecoder().decode(key.publicKey()));
        PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey);
        verifier.update(message);
        try {
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] sha512(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-512").digest(bytes);
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int end = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, end, part.length);
            end += part.length;
        }
        return all;
    }

    private static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        byte[] padded = new byte[32];
        int from = Math.max(bigEndian.length - 32, 0);
        System.arraycopy(bigEndian, from, padded, 32 - (bigEndian.length - from), bigEndian.length - from);
        return reversed(padded);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
