package dev.marquee.identity.access;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventLookup;
import dev.marquee.identity.Teams;
import dev.marquee.platform.ApiError;
import dev.marquee.shared.EventId;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides whether the caller passes: signed in, then role, then event team. */
@Component
class Gatekeeper {

    private final Teams teams;
    private final EventLookup events;

    Gatekeeper(Teams teams, EventLookup events) {
        this.teams = teams;
        this.events = events;
    }

    /** Who passed, and the event if one was asked for. */
    record Passed(Caller caller, @Nullable EventId event) {}

    /** Passes, or fails with {@code UNAUTHENTICATED}, {@code FORBIDDEN}, {@code NOT_FOUND} or {@code BAD_USER_INPUT}. */
    Mono<Passed> check(AccessRule.Guarded rule, DataFetchingEnvironment environment) {
        return Callers.current()
                .switchIfEmpty(Mono.error(() -> ApiError.unauthenticated("Sign in first.")))
                .flatMap(caller -> checkRole(caller, rule))
                .flatMap(caller -> rule.event() == null
                        ? Mono.just(new Passed(caller, null))
                        : checkEvent(caller, rule.event(), environment));
    }

    private static Mono<Caller> checkRole(Caller caller, AccessRule.Guarded rule) {
        return caller.has(rule.role())
                ? Mono.just(caller)
                : Mono.error(ApiError.forbidden("This needs the role " + rule.role() + "."));
    }

    private Mono<Passed> checkEvent(Caller caller, AccessRule.EventRule rule, DataFetchingEnvironment environment) {
        return events.eventOf(rule.id().valueIn(environment), rule.id())
                .filterWhen(event -> teams.allows(caller, event, rule.can()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .map(event -> new Passed(caller, event));
    }
}
