package dev.marquee.identity.session;

import dev.marquee.identity.Caller;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.session.SignInResult.CookieImpossible;
import dev.marquee.identity.session.SignInResult.LogoutSuccess;
import dev.marquee.identity.session.SignInResult.SignInByCookieSuccess;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Outbox;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts a sign-in into a cookie, and ends it: here for all instances at once, in Keycloak through the outbox. */
@Service
class SignIns {

    private final RequestTokens tokens;
    private final SignInCookie cookie;
    private final EndedSignIns ended;
    private final Outbox outbox;
    private final LiveBus liveBus;
    private final TransactionalOperator transactions;
    private final Clock clock;

    SignIns(
            RequestTokens tokens,
            SignInCookie cookie,
            EndedSignIns ended,
            Outbox outbox,
            LiveBus liveBus,
            TransactionalOperator transactions,
            Clock clock) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.ended = ended;
        this.outbox = outbox;
        this.liveBus = liveBus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has the answer set a cookie with the token that this call came with. */
    Mono<SignInResult> keepInCookie(Caller caller) {
        return exchange()
                .flatMap(exchange -> tokens.convert(exchange)
                        .cast(BearerTokenAuthenticationToken.class)
                        .filter(token -> cookie.keep(exchange, token.getToken(), caller.validUntil())))
                .<SignInResult>map(token -> new SignInByCookieSuccess(caller.validUntil()))
                .defaultIfEmpty(new CookieImpossible());
    }

    /** Ends the sign-in of the caller. */
    Mono<SignInResult> end(Caller caller) {
        Instant now = clock.instant();
        return ended.add(caller, now)
                .then(Mono.defer(() -> tellKeycloak(caller.signIn())))
                .then(Mono.defer(() -> liveBus.announce(SignIn.topic(caller.subject()))))
                .as(transactions::transactional)
                .then(exchange().doOnNext(cookie::forget))
                .thenReturn(new LogoutSuccess(now));
    }

    private Mono<Void> tellKeycloak(SignIn signIn) {
        return signIn.session() == null ? Mono.empty() : outbox.add(SignedOut.TOPIC, new SignedOut(signIn.session()));
    }

    private static Mono<ServerWebExchange> exchange() {
        return Mono.deferContextual(context -> Mono.justOrEmpty(ServerWebExchangeContextFilter.getExchange(context)));
    }
}
