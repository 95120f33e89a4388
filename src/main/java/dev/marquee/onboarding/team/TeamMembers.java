package dev.marquee.onboarding.team;

import dev.marquee.catalog.EventOwnership;
import dev.marquee.identity.Caller;
import dev.marquee.identity.People;
import dev.marquee.identity.TeamMember;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.TeamRoster;
import dev.marquee.onboarding.team.TeamResult.ChangeTeamRoleSuccess;
import dev.marquee.onboarding.team.TeamResult.LeaveTeamSuccess;
import dev.marquee.onboarding.team.TeamResult.OrganizerInactive;
import dev.marquee.onboarding.team.TeamResult.OwnerStays;
import dev.marquee.onboarding.team.TeamResult.PlanLimitReached;
import dev.marquee.onboarding.team.TeamResult.RemoveFromTeamSuccess;
import dev.marquee.onboarding.team.TeamResult.TransferOwnershipSuccess;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes who is what in a team, each use case in one transaction that holds the team locked. */
@Service
class TeamMembers {

    private final TeamRoster roster;
    private final EventOwnership ownership;
    private final People people;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;

    TeamMembers(
            TeamRoster roster,
            EventOwnership ownership,
            People people,
            AuditTrail audit,
            TransactionalOperator transactions) {
        this.roster = roster;
        this.ownership = ownership;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What the log keeps of a member. */
    private record Fact(PersonId person, TeamRole role, List<String> gates) {

        static Fact of(TeamMember member) {
            return new Fact(member.personId(), member.role(), member.gates());
        }
    }

    /** {@code FORBIDDEN} when the caller does not decide about both roles. */
    Mono<TeamResult> changeRole(TeamInput.ChangeRole input, Caller caller) {
        return Mono.fromSupplier(() -> TeamInput.gates(input.role(), input.gates()))
                .flatMap(gates -> team(input.eventId())
                        .flatMap(team -> decided(
                                team,
                                input.personId(),
                                caller,
                                input.role(),
                                before -> roster.assign(input.eventId(), input.personId(), input.role(), gates)
                                        .flatMap(after -> audit.record(
                                                        "changeTeamRole",
                                                        input.eventId(),
                                                        Fact.of(before),
                                                        Fact.of(after))
                                                .thenReturn(new ChangeTeamRoleSuccess(after)))))
                        .as(transactions::transactional));
    }

    Mono<TeamResult> remove(TeamInput.Remove input, Caller caller) {
        return team(input.eventId())
                .flatMap(team -> decided(
                        team,
                        input.personId(),
                        caller,
                        TeamRole.STEWARD,
                        before -> roster.remove(input.eventId(), input.personId())
                                .then(audit.record("removeFromTeam", input.eventId(), Fact.of(before), null))
                                .thenReturn(new RemoveFromTeamSuccess(input.personId()))))
                .as(transactions::transactional);
    }

    /** {@code NOT_FOUND} for whoever is not in the team. */
    Mono<TeamResult> leave(EventId event, Caller caller) {
        return team(event)
                .mapNotNull(team -> team.get(caller.id()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .<TeamResult>flatMap(
                        own -> own.role() == TeamRole.OWNER ? Mono.just(new OwnerStays()) : left(event, own))
                .as(transactions::transactional);
    }

    private Mono<LeaveTeamSuccess> left(EventId event, TeamMember own) {
        return roster.remove(event, own.personId())
                .then(audit.record("leaveTeam", event, Fact.of(own), null))
                .thenReturn(new LeaveTeamSuccess(event));
    }

    /** The new owner may be refused, as suspended or by the limits of the event's plan. */
    Mono<TeamResult> transfer(TeamInput.Transfer input) {
        return team(input.eventId())
                .flatMap(team -> transfer(input, owner(team), member(team, input.personId())))
                .as(transactions::transactional);
    }

    private Mono<TeamResult> transfer(TeamInput.Transfer input, TeamMember from, TeamMember to) {
        if (from.equals(to)) {
            return Mono.error(ApiError.badInput("input.personId", "This member is the owner."));
        }
        return people.isActive(to.personId())
                .flatMap(active -> active ? handOver(input, from, to) : Mono.just(new OrganizerInactive()));
    }

    private Mono<TeamResult> handOver(TeamInput.Transfer input, TeamMember from, TeamMember to) {
        return ownership
                .handOver(input.eventId(), to.personId())
                .<TeamResult>map(PlanLimitReached::of)
                .switchIfEmpty(Mono.defer(() -> roster.handOver(
                                input.eventId(), from.personId(), to.personId(), input.stayAs())
                        .flatMap(owner -> audit.record(
                                        "transferOwnership", input.eventId(), Fact.of(from), Fact.of(owner))
                                .thenReturn(new TransferOwnershipSuccess(owner)))));
    }

    /** What only somebody may do who decides about the member as it is, and as it becomes. */
    private static Mono<TeamResult> decided(
            Map<PersonId, TeamMember> team,
            PersonId person,
            Caller caller,
            TeamRole next,
            Function<TeamMember, Mono<? extends TeamResult>> action) {
        TeamMember before = member(team, person);
        if (before.role() == TeamRole.OWNER) {
            return Mono.just(new OwnerStays());
        }
        @Nullable TeamMember own = team.get(caller.id());
        return TeamPolicy.decides(caller, own, before.role()) && TeamPolicy.decides(caller, own, next)
                ? action.apply(before).cast(TeamResult.class)
                : Mono.error(forbidden());
    }

    private Mono<Map<PersonId, TeamMember>> team(EventId event) {
        return roster.locked(event).switchIfEmpty(Mono.error(() -> ApiError.notFound("event")));
    }

    private static TeamMember owner(Map<PersonId, TeamMember> team) {
        return team.values().stream()
                .filter(member -> member.role() == TeamRole.OWNER)
                .findFirst()
                .orElseThrow();
    }

    private static TeamMember member(Map<PersonId, TeamMember> team, PersonId person) {
        TeamMember found = team.get(person);
        if (found == null) {
            throw ApiError.notFound("member of the team");
        }
        return found;
    }

    static ApiError forbidden() {
        return ApiError.forbidden("Only the owner of the event decides about managers.");
    }
}
