package dev.marquee.dev.stripe.state;

import java.security.SecureRandom;

/** Makes ids and secrets in Stripe's form: a prefix and random letters and digits. */
public final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String prefix) {
        return prefix + "_3" + letters(23);
    }

    public static String request() {
        return "req_" + letters(14);
    }

    public static String clientSecret(String id) {
        return id + "_secret_" + letters(24);
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new, (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append)
                .toString();
    }
}
