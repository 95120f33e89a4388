package dev.marquee.checkin;

import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.ticketing.TicketCodes;
import dev.marquee.ticketing.TicketSeal;
import dev.marquee.ticketing.TicketSeal.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan as the door judges it.
 *
 * @param event whose door it is
 * @param presented what was shown
 * @param by who scanned
 */
record Scan(
        CheckInId id,
        EventId event,
        Presented presented,
        String gate,
        String device,
        String nonce,
        PersonId by,
        Instant at) {

    /**
     * What was shown, read.
     *
     * @param code ticket code that was typed in; null for a signed code
     * @param ticket ticket of a rightly signed code; null for a typed or a forged one
     * @param serial serial of a rightly signed code
     * @param fingerprint kept in the record instead of the code, which may still admit somewhere
     */
    record Presented(
            @Nullable String code,
            @Nullable TicketId ticket,
            @Nullable Integer serial,
            String fingerprint) {}

    private static final int FINGERPRINT_BYTES = 12;

    /** What repeats of one scan have in common. */
    Object identity() {
        return identity(event, device, nonce);
    }

    static Object identity(EventId event, String device, String nonce) {
        return List.of(event, device, nonce);
    }

    static Scan of(CheckInInput input, PersonId by, Instant now, TicketSeal seal) {
        return new Scan(
                CheckInId.next(),
                input.eventId(),
                presented(input.code().strip(), seal),
                input.gate().strip(),
                input.device().strip(),
                input.nonce(),
                by,
                now.truncatedTo(ChronoUnit.MICROS));
    }

    private static Presented presented(String text, TicketSeal seal) {
        if (!TicketSeal.looksSealed(text)) {
            String code = TicketCodes.normalise(text);
            return new Presented(code, null, null, "code:" + digest(code));
        }
        Sealed sealed = seal.open(text);
        return sealed == null
                ? new Presented(null, null, null, "qr:" + digest(text))
                : new Presented(null, sealed.ticketId(), sealed.serial(), "qr:" + digest(text));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
