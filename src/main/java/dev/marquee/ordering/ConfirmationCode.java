package dev.marquee.ordering;

import java.util.random.RandomGenerator;

/** Short codes for people, of an alphabet without look-alikes: no 0, 1, I, L, O or U. */
final class ConfirmationCode {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HALF = 4;

    private ConfirmationCode() {}

    /** A code such as {@code K7PM-2QXT}, one of 6.5e11. */
    static String next(RandomGenerator random) {
        return half(random) + "-" + half(random);
    }

    private static String half(RandomGenerator random) {
        StringBuilder text = new StringBuilder(HALF);
        for (int i = 0; i < HALF; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
