package dev.marquee.platform.playground;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/** What the page may load and whom it may talk to: itself and the issuer, nothing else. */
record ContentSecurityPolicy(URI issuer) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A value for one response, by which style elements made by the page's own code are told from foreign ones. */
    static String newNonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String header(String nonce) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self' 'nonce-" + nonce + "'",
                "font-src 'self' data:",
                "img-src 'self' data:",
                "connect-src 'self' " + origin(),
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    private String origin() {
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }
}
