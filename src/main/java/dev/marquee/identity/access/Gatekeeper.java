package dev.marquee.identity.access;

import dev.marquee.identity.ArgumentPath;
import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventLookup;
import dev.marquee.identity.Role;
import dev.marquee.identity.Scope;
import dev.marquee.identity.Teams;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides whether the caller passes: signed in, then the token's scope, role, then event team, then the gate of a steward. */
@Component
class Gatekeeper {

    private static final String MUTATION = "Mutation";

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
                .flatMap(caller -> checkScope(caller, environment))
                .flatMap(caller -> checkRole(caller, rule))
                .flatMap(caller -> rule.event() == null
                        ? Mono.just(new Passed(caller, null))
                        : checkEvent(caller, rule.event(), environment));
    }

    /** Who has come so far may read. */
    private static Mono<Caller> checkScope(Caller caller, DataFetchingEnvironment environment) {
        boolean mutation =
                environment.getParentType() instanceof GraphQLObjectType root && MUTATION.equals(root.getName());
        return !mutation || caller.scopes().contains(Scope.WRITE)
                ? Mono.just(caller)
                : Mono.error(new ApiError(
                        ErrorCode.FORBIDDEN,
                        "This needs a token with the scope " + Scope.WRITE.claim() + ".",
                        Map.of("scope", Scope.WRITE.claim())));
    }

    private static Mono<Caller> checkRole(Caller caller, AccessRule.Guarded rule) {
        return caller.has(rule.role())
                ? Mono.just(caller)
                : Mono.error(ApiError.forbidden("This needs the role " + rule.role() + "."));
    }

    private Mono<Passed> checkEvent(Caller caller, AccessRule.EventRule rule, DataFetchingEnvironment environment) {
        return events.eventOf(rule.id().valueIn(environment), rule.id())
                .flatMap(event -> (caller.has(Role.ADMIN)
                                ? Mono.<Void>empty()
                                : checkTeam(event, caller.id(), rule, environment))
                        .thenReturn(new Passed(caller, event)));
    }

    private Mono<Void> checkTeam(
            EventId event, PersonId person, AccessRule.EventRule rule, DataFetchingEnvironment environment) {
        return teams.membership(event, person)
                .filter(own -> rule.can().allows(own.role()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .flatMap(own -> own.gates().isEmpty() || rule.gate() == null
                        ? Mono.empty()
                        : gate(rule, rule.gate(), environment)
                                .filter(gate -> !own.gates().contains(gate))
                                .flatMap(gate -> Mono.error(elsewhere(gate, own.gates()))));
    }

    private Mono<String> gate(AccessRule.EventRule rule, ArgumentPath gate, DataFetchingEnvironment environment) {
        String given = gate.valueIn(environment);
        return gate.equals(rule.id()) ? events.gateOf(given, gate) : Mono.just(given.strip());
    }

    private static ApiError elsewhere(String gate, List<String> own) {
        return new ApiError(
                ErrorCode.FORBIDDEN,
                "Your gates are " + String.join(", ", own) + "; this is " + gate + ".",
                Map.of("gate", gate, "gates", own));
    }
}
