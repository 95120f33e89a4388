package dev.marquee.ticketing;

import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes and reads what the QR code of a ticket says: {@code MQ1.<key id>.<body>.<signature>}.
 *
 * <p>The body is base64url without padding of 36 bytes: the ticket's UUID (16), the event's UUID (16), and the serial
 * (4), all big-endian. The signature is base64url without padding of the 64 bytes of Ed25519 (RFC 8032) over the ASCII
 * bytes of everything before the last dot. Whoever has the public key of that id can therefore verify a code offline;
 * whether its serial is still the valid one only the database or a list of tickets can tell.
 */
@Component
public class TicketSeal {

    private static final String VERSION = "MQ1";
    private static final int BODY_BYTES = 36;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final TicketKeyRing keys;

    TicketSeal(TicketKeyRing keys) {
        this.keys = keys;
    }

    /** What a rightly signed code says. */
    public record Sealed(TicketId ticketId, EventId eventId, int serial) {}

    /** Whether a scanned text wants to be a signed code rather than one that was typed in. */
    public static boolean looksSealed(String text) {
        return text.indexOf('.') >= 0;
    }

    /** The signed code of a ticket as it is now. */
    public String seal(Ticket ticket) {
        String unsigned = VERSION + '.' + keys.activeId() + '.' + ENCODER.encodeToString(body(ticket));
        return unsigned + '.' + ENCODER.encodeToString(keys.sign(ascii(unsigned)));
    }

    /** What a code says; null when it is malformed or its signature is wrong. */
    public @Nullable Sealed open(String payload) {
        String[] parts = payload.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            return null;
        }
        byte[] body = decode(parts[2]);
        byte[] signature = decode(parts[3]);
        if (body == null || signature == null || body.length != BODY_BYTES) {
            return null;
        }
        String unsigned = payload.substring(0, payload.lastIndexOf('.'));
        return keys.verifies(parts[1], ascii(unsigned), signature) ? read(ByteBuffer.wrap(body)) : null;
    }

    private static byte[] body(Ticket ticket) {
        UUID id = ticket.id().value();
        UUID event = ticket.eventId().value();
        return ByteBuffer.allocate(BODY_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(event.getMostSignificantBits())
                .putLong(event.getLeastSignificantBits())
                .putInt(ticket.serial())
                .array();
    }

    private static Sealed read(ByteBuffer body) {
        TicketId ticket = new TicketId(new UUID(body.getLong(), body.getLong()));
        EventId event = new EventId(new UUID(body.getLong(), body.getLong()));
        return new Sealed(ticket, event, body.getInt());
    }

    /** Decodes canonical base64url only, so that one code has one spelling. */
    private static byte @Nullable [] decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
