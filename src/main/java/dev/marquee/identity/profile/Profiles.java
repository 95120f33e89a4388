package dev.marquee.identity.profile;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.People;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads and changes profiles: whole ones for their owners, names and addresses for other modules. */
@Component
class Profiles implements People, NodeSource {

    private final PersonQueries people;
    private final KnownPeople known;
    private final LiveBus bus;
    private final Lookups<PersonId, Person> names;

    Profiles(PersonQueries people, KnownPeople known, LiveBus bus, LaneSettings lanes) {
        this.people = people;
        this.known = known;
        this.bus = bus;
        this.names = new Lookups<>(lanes, ids -> people.byIds(ids).collectMap(Person::id));
    }

    Mono<Profile> of(Caller caller) {
        return people.byId(caller.id()).map(stored -> Profile.of(stored, caller));
    }

    Mono<Profile> update(Caller caller, UpdateProfileInput input) {
        return Mono.fromSupplier(input::change)
                .flatMap(change -> people.change(caller.id(), change))
                .doOnNext(changed -> known.forget(caller.subject()))
                .flatMap(changed -> bus.announce(People.topic(caller.id())).thenReturn(changed))
                .map(stored -> Profile.of(stored, caller));
    }

    @Override
    public Mono<Boolean> isActive(PersonId person) {
        return people.isActive(person).defaultIfEmpty(false);
    }

    @Override
    public Mono<Map<PersonId, Person>> byIds(Collection<PersonId> ids) {
        return names.find(ids);
    }

    @Override
    public String prefix() {
        return PersonId.PREFIX;
    }

    /** Finds the caller's own profile; nobody sees another's. */
    @Override
    public Mono<Map<UUID, Profile>> find(Collection<UUID> ids) {
        return Callers.current()
                .filter(caller -> ids.contains(caller.id().value()))
                .flatMap(this::of)
                .map(own -> Map.of(own.id().value(), own))
                .defaultIfEmpty(Map.of());
    }
}
