package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.http.Call.Access;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The account's two API keys, and what a caller may do with each. */
public record ApiKeys(String secret, String publishable) {

    /**
     * Tells the caller by the Authorization header (Bearer, or Basic with the key as user), else by the {@code key}
     * parameter that browsers send.
     */
    public Access identify(@Nullable String authorization, @Nullable String keyParameter) {
        String key = authorization == null ? keyParameter : fromHeader(authorization);
        if (key == null || key.isEmpty()) {
            throw unauthorized("You did not provide an API key. You need to provide your API key in the Authorization"
                    + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        if (key.equals(secret)) {
            return Access.SECRET;
        }
        if (key.equals(publishable)) {
            return Access.PUBLISHABLE;
        }
        throw unauthorized("Invalid API Key provided: " + masked(key));
    }

    /** Refuses an endpoint of the secret key to a browser. */
    public static void require(Access needed, Access shown) {
        if (needed == Access.SECRET && shown == Access.PUBLISHABLE) {
            throw unauthorized("This API call cannot be made with a publishable API key. Please use a secret API key.")
                    .code("secret_key_required");
        }
    }

    private static @Nullable String fromHeader(String header) {
        if (header.startsWith("Bearer ")) {
            return header.substring(7).trim();
        }
        return header.startsWith("Basic ") ? user(header.substring(6).trim()) : null;
    }

    private static @Nullable String user(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String masked(String key) {
        int visible = Math.min(4, key.length() / 2);
        return key.substring(0, visible) + "********" + key.substring(key.length() - visible);
    }

    private static ApiError unauthorized(String message) {
        return ApiError.of(401, "invalid_request_error", message);
    }
}
