package dev.marquee.identity.session;

import dev.marquee.identity.Caller;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The caller's own sign-in in the API. */
@Controller
class SignInController {

    private final SignIns signIns;

    SignInController(SignIns signIns) {
        this.signIns = signIns;
    }

    @MutationMapping
    Mono<SignInResult> signInByCookie(Caller caller) {
        return signIns.keepInCookie(caller);
    }

    @MutationMapping
    Mono<SignInResult> logout(Caller caller) {
        return signIns.end(caller);
    }
}
