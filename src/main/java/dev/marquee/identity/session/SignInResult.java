package dev.marquee.identity.session;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import java.time.Instant;

/** What a mutation of a sign-in came to. */
sealed interface SignInResult {

    /** The browser has the token in a cookie. */
    record SignInByCookieSuccess(Instant validUntil) implements SignInResult {}

    /** The sign-in has ended. */
    record LogoutSuccess(Instant endedAt) implements SignInResult {}

    /** No cookie can carry the token. */
    record CookieImpossible() implements SignInResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.COOKIE_IMPOSSIBLE;
        }

        @Override
        public String message() {
            return "This server keeps no tokens in cookies, or this one is too long, or did not come over HTTP.";
        }
    }
}
