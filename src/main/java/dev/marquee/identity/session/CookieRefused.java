package dev.marquee.identity.session;

import org.springframework.security.core.AuthenticationException;

/** The cookie came without what proves that the page was meant to send it; the message says what that is. */
public final class CookieRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    CookieRefused(String message) {
        super(message);
    }
}
