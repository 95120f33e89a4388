package dev.marquee.identity.access;

import dev.marquee.identity.Caller;
import dev.marquee.identity.EventLookup;
import dev.marquee.identity.EventOwned;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The access check over one event whose team lives in memory. */
final class MemoryTeam implements Teams, LiveBus {

    static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    static final Duration RECHECK = Duration.ofSeconds(10);

    final EventId event = EventId.next();
    final TicketTypeId ticketType = TicketTypeId.next();
    final Map<PersonId, TeamRole> members = new ConcurrentHashMap<>();
    final Map<PersonId, List<String>> gates = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    final Sinks.Many<Signal> signals = Sinks.many().multicast().directBestEffort();
    volatile boolean broken;

    Gatekeeper gatekeeper() {
        var kinds = new StaticListableBeanFactory(Map.of("ticketTypes", new TicketTypes()));
        return new Gatekeeper(this, new EventLookup(kinds.getBeanProvider(EventOwned.class)));
    }

    EndOfAccess endOfAccess() {
        TeamWatch watch = new TeamWatch(this, this, new AccessSettings(RECHECK));
        return new EndOfAccess(watch, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public Mono<Membership> membership(EventId of, PersonId person) {
        return Mono.fromSupplier(() -> {
            reads.incrementAndGet();
            TeamRole role = of.equals(event) ? members.get(person) : null;
            return role == null ? null : new Membership(role, gates.getOrDefault(person, List.of()));
        });
    }

    @Override
    public Mono<Map<PersonId, TeamRole>> of(EventId of) {
        return Mono.fromCallable(() -> {
            reads.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("the database is down");
            }
            return Map.copyOf(members);
        });
    }

    @Override
    public Mono<Boolean> allows(@Nullable Caller caller, EventId of, EventPermission permission) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Flux<Signal> signals(String topic) {
        return topic.equals(Teams.topic(event)) ? signals.asFlux() : Flux.never();
    }

    @Override
    public Mono<Void> announceAll(Collection<String> topics) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> found(EventId of, PersonId owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> put(EventId of, PersonId person, TeamRole role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Map<EventId, Membership>> memberships(Collection<EventId> events, PersonId person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Set<EventId>> allowed(Collection<EventId> events, EventPermission permission) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> require(EventId of, EventPermission permission) {
        throw new UnsupportedOperationException();
    }

    private final class TicketTypes implements EventOwned {

        @Override
        public String prefix() {
            return TicketTypeId.PREFIX;
        }

        @Override
        public Mono<EventId> eventOf(UUID id) {
            return id.equals(ticketType.value()) ? Mono.just(event) : Mono.empty();
        }

        @Override
        public Mono<String> gateOf(UUID id) {
            return Mono.just("North");
        }
    }
}
