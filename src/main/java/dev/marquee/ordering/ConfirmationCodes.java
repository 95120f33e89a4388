package dev.marquee.ordering;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Short codes for people, of an alphabet without look-alikes: no 0, 1, I, L, O or U. */
@Component
class ConfirmationCodes {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HALF = 4;

    private final RandomGenerator random = new SecureRandom();

    /** A code such as {@code K7PM-2QXT}, one of 6.5e11. */
    String next() {
        return half() + "-" + half();
    }

    private String half() {
        StringBuilder text = new StringBuilder(HALF);
        for (int i = 0; i < HALF; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
