package dev.marquee.onboarding.team;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventOwned;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.TeamMember;
import dev.marquee.identity.TeamRoster;
import dev.marquee.identity.Teams;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows teams and invitations to those who may see them. */
@Component
class TeamReads implements NodeSource, EventOwned {

    private static final String TEAM = "team";
    private static final String INVITATIONS = "teamInvitations";
    private static final String MINE = "myInvitations";

    private final TeamRoster roster;
    private final InvitationStore store;
    private final Teams teams;
    private final Cursors cursors;
    private final Clock clock;

    TeamReads(TeamRoster roster, InvitationStore store, Teams teams, Cursors cursors, Clock clock) {
        this.roster = roster;
        this.store = store;
        this.teams = teams;
        this.cursors = cursors;
        this.clock = clock;
    }

    Mono<Page<TeamMember>> members(EventId event, PageRequest page) {
        return roster.page(event, ListPlace.of(page, cursors, TEAM), page.size() + 1)
                .map(rows -> Page.of(
                        rows,
                        page,
                        member ->
                                new ListPlace(member.since(), member.personId().value()).cursor(cursors, TEAM)));
    }

    Mono<Page<Invitation>> invitations(EventId event, PageRequest page) {
        return store.ofEvent(event, ListPlace.of(page, cursors, INVITATIONS), page.size() + 1)
                .map(rows -> page(rows, page, INVITATIONS));
    }

    /** What the caller can accept; nothing for whoever has not proven to own the address. */
    Mono<Page<Invitation>> of(Caller caller, PageRequest page) {
        Mono<List<Invitation>> rows = caller.emailVerified()
                ? store.to(
                        Invitation.address(caller.email()),
                        clock.instant(),
                        ListPlace.of(page, cursors, MINE),
                        page.size() + 1)
                : Mono.just(List.of());
        return rows.map(found -> page(found, page, MINE));
    }

    @Override
    public String prefix() {
        return InvitationId.PREFIX;
    }

    @Override
    public Mono<EventId> eventOf(UUID id) {
        return store.byIds(List.of(id)).next().map(Invitation::eventId);
    }

    @Override
    public Mono<Map<UUID, Invitation>> find(Collection<UUID> ids) {
        return Mono.zip(Callers.current(), store.byIds(ids).collectList())
                .flatMapMany(both -> shown(both.getT1(), both.getT2()))
                .collectMap(invitation -> invitation.id().value());
    }

    private Flux<Invitation> shown(Caller caller, List<Invitation> found) {
        return teams.allowed(found.stream().map(Invitation::eventId).toList(), EventPermission.EDIT)
                .flatMapIterable(own -> found.stream()
                        .filter(invitation -> invitation.isFor(caller) || own.contains(invitation.eventId()))
                        .toList());
    }

    private Page<Invitation> page(List<Invitation> rows, PageRequest page, String list) {
        return Page.of(
                rows,
                page,
                invitation ->
                        new ListPlace(invitation.createdAt(), invitation.id().value()).cursor(cursors, list));
    }
}
