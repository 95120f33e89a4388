package dev.marquee.ticketing;

import java.security.SecureRandom;
import java.util.Locale;

/** Ticket codes for people: twelve random characters of Crockford's base32 in groups, e.g. {@code K7PM-2QXT-90AB}. */
public final class TicketCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final int BITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TicketCodes() {}

    /** A new code of 60 random bits; the database refuses the one in a billion that is there already. */
    static String next() {
        long bits = RANDOM.nextLong();
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & (ALPHABET.length() - 1)));
        }
        return grouped(code);
    }

    /**
     * Brings a typed code into the form that is stored: upper case, look-alikes replaced (I and L are 1, O is 0),
     * spaces and dashes as they should be. What cannot be a code comes back as something that is none.
     */
    public static String normalise(String typed) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (!Character.isWhitespace(c) && c != '-') {
                code.append(unmistakable(c));
            }
        }
        return code.length() == LENGTH ? grouped(code) : code.toString();
    }

    private static char unmistakable(char c) {
        return switch (c) {
            case 'I', 'L' -> '1';
            case 'O' -> '0';
            default -> c;
        };
    }

    private static String grouped(StringBuilder code) {
        for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
            code.insert(i, '-');
        }
        return code.toString();
    }
}
