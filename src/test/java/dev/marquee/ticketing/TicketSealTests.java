package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.shared.TicketTypeId;
import dev.marquee.ticketing.TicketingSettings.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketSealTests {

    private final SigningKey key = TestKeys.active("k1");
    private final TicketSeal seal = TestKeys.seal(key);
    private final Ticket ticket = ticket();

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(seal.seal(ticket))).isEqualTo(new TicketSeal.Sealed(ticket.id(), ticket.eventId(), 7));
    }

    @Test
    void verifiesOfflineWithNothingButThePublishedKey() throws GeneralSecurityException {
        String payload = seal.seal(ticket);
        byte[] raw = Base64.getUrlDecoder().decode(key.publicKey());

        assertThat(verifiedByStranger(payload, raw)).isTrue();
        assertThat(verifiedByStranger(payload.replace("MQ1", "MQ2"), raw)).isFalse();
    }

    @Test
    void refusesEveryChangedCharacter() {
        String payload = seal.seal(ticket);
        for (int i = 0; i < payload.length(); i++) {
            char other = payload.charAt(i) == 'A' ? 'B' : 'A';
            String changed = payload.substring(0, i) + other + payload.substring(i + 1);
            assertThat(seal.open(changed)).as("character %d", i).isNull();
        }
    }

    @Test
    void refusesAnotherKeyUnderTheSameId() {
        String forged = TestKeys.seal(TestKeys.active("k1")).seal(ticket);

        assertThat(seal.open(forged)).isNull();
    }

    @Test
    void refusesAnUnknownKeyId() {
        assertThat(seal.open(TestKeys.seal(TestKeys.active("k2")).seal(ticket))).isNull();
    }

    @Test
    void acceptsCodesOfARetiredKey() {
        TicketSeal later = TestKeys.seal(TestKeys.active("k2"), TestKeys.retired(key));

        assertThat(later.open(seal.seal(ticket))).isNotNull();
        assertThat(later.seal(ticket)).startsWith("MQ1.k2.");
    }

    @Test
    void refusesMalformedText() {
        for (String text :
                List.of("", ".", "...", "MQ1.k1..", "MQ1.k1.AAAA.AAAA", "MQ1.k1.%%.%%", "\u0000.\u0000.é.é")) {
            assertThat(seal.open(text)).as(text).isNull();
        }
    }

    @Test
    void refusesToStartWithWrongKeys() {
        assertThatThrownBy(() -> TestKeys.seal(TestKeys.retired(key)))
                .hasMessageContaining("MARQUEE_TICKET_PRIVATE_KEY");
        assertThatThrownBy(() -> TestKeys.seal(key, TestKeys.retired(key))).hasMessageContaining("stands there twice");
        assertThatThrownBy(() -> TestKeys.seal(new SigningKey(
                        "k1", key.privateKey(), TestKeys.active("k1").publicKey())))
                .hasMessageContaining("is no pair");
        assertThatThrownBy(() -> TestKeys.seal(new SigningKey("k1", "secret-text", key.publicKey())))
                .hasMessageContaining("MARQUEE_TICKET_PRIVATE_KEY")
                .hasMessageNotContaining("secret-text");
        assertThatThrownBy(() -> TestKeys.seal(new SigningKey("k1", key.privateKey(), "AAAA")))
                .hasMessageContaining("MARQUEE_TICKET_PUBLIC_KEY");
    }

    private static boolean verifiedByStranger(String payload, byte[] raw) throws GeneralSecurityException {
        int dot = payload.lastIndexOf('.');
        Signature verifier = Signature.getInstance("EdDSA");
        verifier.initVerify(KeyFactory.getInstance("EdDSA")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(raw))));
        verifier.update(payload.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(Base64.getUrlDecoder().decode(payload.substring(dot + 1)));
    }

    /** Decodes a point as RFC 8032, section 5.1.3, says: y little-endian, the top bit is the sign of x. */
    private static EdECPoint point(byte[] raw) {
        byte[] bigEndian = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            bigEndian[i] = raw[raw.length - 1 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return new EdECPoint(odd, new BigInteger(1, bigEndian));
    }

    static Ticket ticket() {
        return new Ticket(
                TicketId.next(),
                OrderId.next(),
                EventId.next(),
                TicketTypeId.next(),
                PersonId.next(),
                "K7PM-2QXT-90AB",
                TicketStatus.VALID,
                new Ticket.Attendee("Guest", "guest@marquee.test"),
                7,
                Instant.parse("2026-11-01T10:00:00Z"),
                null);
    }
}
