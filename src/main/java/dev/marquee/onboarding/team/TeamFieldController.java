package dev.marquee.onboarding.team;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.People;
import dev.marquee.identity.TeamMember;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The fields of members and invitations that lie outside of their own rows, each read for a whole page at once. */
@Controller
class TeamFieldController {

    private final EventDirectory events;
    private final People people;
    private final Clock clock;

    TeamFieldController(EventDirectory events, People people, Clock clock) {
        this.events = events;
        this.people = people;
        this.clock = clock;
    }

    /** The schema's {@code TeamPerson}. */
    record TeamPerson(PersonId id, String name, String email) {}

    /** The schema's {@code Inviter}. */
    record Inviter(PersonId id, String name) {}

    /** The schema's {@code InvitedEvent}. */
    record InvitedEvent(EventId id, String title, Instant startsAt, ZoneId timeZone) {}

    @BatchMapping
    Mono<Map<TeamMember, TeamPerson>> person(List<TeamMember> of) {
        return people.byIds(of.stream().map(TeamMember::personId).collect(Collectors.toSet()))
                .map(found -> each(of, member -> person(found.get(member.personId()))));
    }

    @BatchMapping(typeName = "TeamInvitation", field = "invitedBy")
    Mono<Map<Invitation, Inviter>> invitedBy(List<Invitation> of) {
        return people.byIds(of.stream().map(Invitation::invitedById).collect(Collectors.toSet()))
                .map(found -> each(of, invitation -> inviter(found.get(invitation.invitedById()))));
    }

    /** The event as the invited person may know it, who does not see a draft yet. */
    @BatchMapping(typeName = "TeamInvitation", field = "event")
    Mono<Map<Invitation, InvitedEvent>> event(List<Invitation> of) {
        return events.byIds(of.stream().map(Invitation::eventId).collect(Collectors.toSet()))
                .map(found -> each(of, invitation -> invited(found.get(invitation.eventId()))));
    }

    @SchemaMapping(typeName = "TeamInvitation")
    InvitationStatus status(Invitation invitation) {
        return invitation.status(clock.instant());
    }

    private static @Nullable TeamPerson person(People.@Nullable Person person) {
        return person == null ? null : new TeamPerson(person.id(), person.displayName(), person.email());
    }

    private static @Nullable Inviter inviter(People.@Nullable Person person) {
        return person == null ? null : new Inviter(person.id(), person.displayName());
    }

    private static @Nullable InvitedEvent invited(@Nullable Event event) {
        return event == null ? null : new InvitedEvent(event.id(), event.title(), event.startsAt(), event.timeZone());
    }

    private static <K, V> Map<K, V> each(List<K> all, Function<K, @Nullable V> value) {
        Map<K, V> values = new HashMap<>();
        for (K one : all) {
            @Nullable V found = value.apply(one);
            if (found != null) {
                values.put(one, found);
            }
        }
        return values;
    }
}
