package dev.marquee.identity;

import dev.marquee.platform.paging.ListPlace;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Changes the teams of events; every method joins the current transaction. An event whose team is changed is locked
 * before, see {@link #locked}. Whoever loses a right that a running subscription needs has it ended after the commit.
 */
public interface TeamRoster {

    /** Everybody in an event's team, locked with the event until the transaction ends; empty when there is no event. */
    Mono<Map<PersonId, TeamMember>> locked(EventId event);

    /** Whether somebody with this e-mail address is in the team. */
    Mono<Boolean> hasMember(EventId event, String email);

    /** Adds a person, or changes what the person is; the OWNER is neither made nor changed by this. */
    Mono<TeamMember> assign(EventId event, PersonId person, TeamRole role, List<String> gates);

    /** Takes a person from the team; there is no event without an OWNER when the transaction ends. */
    Mono<Void> remove(EventId event, PersonId person);

    /** Makes a member the OWNER; the one before becomes what is said, or leaves the team for null. */
    Mono<TeamMember> handOver(EventId event, PersonId from, PersonId to, @Nullable TeamRole stayingAs);

    /** Members of a team after a place in the list, or the first ones for null: those who joined first come first. */
    Mono<List<TeamMember>> page(EventId event, @Nullable ListPlace after, int limit);
}
