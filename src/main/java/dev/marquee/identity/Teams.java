package dev.marquee.identity;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who belongs to the team of which event. */
public interface Teams {

    /** Topic of the live bus that tells that an event's team has changed. */
    static String topic(EventId event) {
        return "team:" + event;
    }

    /** Makes a person the OWNER of a new event, within the current transaction. */
    Mono<Void> found(EventId event, PersonId owner);

    /** Adds a person to an event's team or changes the person's role there. */
    Mono<Void> put(EventId event, PersonId person, TeamRole role);

    /**
     * What a person is in a team.
     *
     * @param gates where a steward may scan; empty for all gates and for other roles
     */
    record Membership(TeamRole role, List<String> gates) {}

    /** What a person is in an event's team; empty for everybody else. */
    Mono<Membership> membership(EventId event, PersonId person);

    /** What a person is in the teams of these events, in one statement; events of others are left out. */
    Mono<Map<EventId, Membership>> memberships(Collection<EventId> events, PersonId person);

    /** Everybody in an event's team. */
    Mono<Map<PersonId, TeamRole>> of(EventId event);

    /** Whether the caller may do this with the event; ADMIN always may, an anonymous (null) caller never. */
    Mono<Boolean> allows(@Nullable Caller caller, EventId event, EventPermission permission);

    /** Those of these events with which the current caller may do this, in one statement; none for an anonymous one. */
    Mono<Set<EventId>> allowed(Collection<EventId> events, EventPermission permission);

    /** Passes, or fails with {@code NOT_FOUND}, for the caller of the current security context. */
    Mono<Void> require(EventId event, EventPermission permission);
}
