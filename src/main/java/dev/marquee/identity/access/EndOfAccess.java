package dev.marquee.identity.access;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.platform.errors.ApiError;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a running subscription when its caller's right to it has ended. */
@Component
class EndOfAccess {

    private final TeamWatch teams;
    private final Clock clock;

    EndOfAccess(TeamWatch teams, Clock clock) {
        this.teams = teams;
        this.clock = clock;
    }

    /** Fails with {@code UNAUTHENTICATED} when the token ends, with {@code NOT_FOUND} when the team right is gone. */
    Mono<Void> of(AccessRule.Guarded rule, Gatekeeper.Passed passed) {
        Caller caller = passed.caller();
        Mono<Void> tokenEnds = tokenEnds(caller);
        if (rule.event() == null || passed.event() == null || caller.has(Role.ADMIN)) {
            return tokenEnds;
        }
        return Mono.firstWithSignal(
                tokenEnds, teams.lost(passed.event(), caller.id(), rule.event().can()));
    }

    private Mono<Void> tokenEnds(Caller caller) {
        return Mono.delay(Duration.between(clock.instant(), caller.validUntil()))
                .then(Mono.error(() -> ApiError.unauthenticated("The access token has expired.")));
    }
}
