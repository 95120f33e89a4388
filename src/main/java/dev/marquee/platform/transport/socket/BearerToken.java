package dev.marquee.platform.transport.socket;

import java.util.Map;
import java.util.Optional;

/** Finds the token in the payload of {@code connection_init}. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token under {@code Authorization} with its scheme, or under {@code authToken} without. */
    static Optional<String> in(Map<?, ?> payload) {
        return text(payload, "authorization").map(BearerToken::withoutScheme).or(() -> text(payload, "authToken"));
    }

    private static Optional<String> text(Map<?, ?> payload, String key) {
        return payload.entrySet().stream()
                .filter(entry -> key.equalsIgnoreCase(String.valueOf(entry.getKey())))
                .filter(entry -> entry.getValue() != null)
                .map(entry -> String.valueOf(entry.getValue()))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static String withoutScheme(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : value;
    }
}
