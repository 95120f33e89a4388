package dev.marquee.identity.access;

import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.MembershipWatch;
import dev.marquee.identity.Role;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the teams of watched events again and again, once per event however many watch it. */
@Component
class TeamWatch implements MembershipWatch {

    private static final Logger log = LoggerFactory.getLogger(TeamWatch.class);

    private final Map<EventId, Flux<Map<PersonId, TeamRole>>> watched = new ConcurrentHashMap<>();
    private final Teams teams;
    private final LiveBus liveBus;
    private final AccessSettings settings;

    TeamWatch(Teams teams, LiveBus liveBus, AccessSettings settings) {
        this.teams = teams;
        this.liveBus = liveBus;
        this.settings = settings;
    }

    @Override
    public Mono<Void> lost(EventId event, EventPermission permission) {
        return Callers.current()
                .flatMap(caller -> caller.has(Role.ADMIN) ? Mono.never() : lost(event, caller.id(), permission));
    }

    /** Fails with {@code NOT_FOUND} as soon as the team no longer allows the person to do this. */
    Mono<Void> lost(EventId event, PersonId person, EventPermission permission) {
        return watched.computeIfAbsent(event, this::watch)
                .filter(team -> !allows(permission, team.get(person)))
                .next()
                .flatMap(team -> Mono.<Void>error(ApiError.notFound("event")));
    }

    private static boolean allows(EventPermission permission, @Nullable TeamRole role) {
        return role != null && permission.allows(role);
    }

    private Flux<Map<PersonId, TeamRole>> watch(EventId event) {
        Flux<?> reasons = Flux.merge(Flux.interval(settings.recheck()), liveBus.signals(Teams.topic(event)));
        return reasons.onBackpressureLatest()
                .concatMap(reason -> read(event), 1)
                .doFinally(end -> watched.remove(event))
                .share();
    }

    private Mono<Map<PersonId, TeamRole>> read(EventId event) {
        return teams.of(event).onErrorResume(failure -> {
            log.warn("The team of {} cannot be read: {}", event, failure.toString());
            return Mono.empty();
        });
    }
}
