package dev.marquee.identity.access;

import dev.marquee.identity.Caller;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.Standing;
import dev.marquee.identity.profile.Standings;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.RightsWatch;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.shared.PersonId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends the streams of people who are suspended, lose a role or sign out; reads all who listen in one statement. */
@Component
class StandingWatch implements RightsWatch {

    private static final Logger log = LoggerFactory.getLogger(StandingWatch.class);

    private final Map<PersonId, Integer> watched = new ConcurrentHashMap<>();
    private final Standings standings;
    private final LiveBus liveBus;
    private final Flux<Map<PersonId, Standing>> readings;

    StandingWatch(Standings standings, LiveBus liveBus, AccessSettings settings) {
        this.standings = standings;
        this.liveBus = liveBus;
        this.readings = Flux.defer(() -> Flux.merge(Flux.interval(settings.recheck()), liveBus.signals(Standing.TOPIC)))
                .onBackpressureLatest()
                .concatMap(reason -> read(Set.copyOf(watched.keySet())), 1)
                .share();
    }

    @Override
    public Mono<ApiError> ended(Authentication authentication) {
        return authentication.getPrincipal() instanceof Caller caller ? ended(caller) : Mono.empty();
    }

    private Mono<ApiError> ended(Caller caller) {
        return Flux.using(
                        () -> watched.merge(caller.id(), 1, Integer::sum),
                        first -> Flux.merge(readings, signOuts(caller)).mapNotNull(all -> all.get(caller.id())),
                        last -> watched.computeIfPresent(
                                caller.id(), (id, watchers) -> watchers == 1 ? null : watchers - 1))
                .<ApiError>mapNotNull(standing -> reason(standing, caller))
                .next();
    }

    private Flux<Map<PersonId, Standing>> signOuts(Caller caller) {
        return liveBus.signals(SignIn.topic(caller.subject())).concatMap(signal -> read(Set.of(caller.id())));
    }

    private static @Nullable ApiError reason(Standing standing, Caller caller) {
        if (standing.barred()) {
            return new ApiError(ErrorCode.SUSPENDED, "This account is suspended or deleted.", Map.of());
        }
        if (standing.isOver(caller.signIn())) {
            return ApiError.unauthenticated("You have signed out.");
        }
        return standing.roles().contains(caller.role())
                ? null
                : ApiError.forbidden("The role " + caller.role() + " was taken away.");
    }

    private Mono<Map<PersonId, Standing>> read(Set<PersonId> people) {
        return standings.of(people).onErrorResume(failure -> {
            log.warn("The standing of who listens cannot be read: {}", failure.toString());
            return Mono.empty();
        });
    }
}
