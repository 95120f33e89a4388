package dev.marquee.identity.signin;

import dev.marquee.identity.Scope;
import org.springframework.security.core.AuthenticationException;

/** A valid token that its application got for something else. */
final class ScopeMissing extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Scope scope;

    ScopeMissing(Scope scope) {
        super("This needs a token with the scope " + scope.claim() + ".");
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }
}
