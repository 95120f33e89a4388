package dev.marquee.onboarding.team;

import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.Caller;
import dev.marquee.identity.TeamMember;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.TeamRoster;
import dev.marquee.onboarding.TeamInvited;
import dev.marquee.onboarding.team.TeamResult.AcceptTeamInvitationSuccess;
import dev.marquee.onboarding.team.TeamResult.AlreadyInvited;
import dev.marquee.onboarding.team.TeamResult.AlreadyOnTeam;
import dev.marquee.onboarding.team.TeamResult.DeclineTeamInvitationSuccess;
import dev.marquee.onboarding.team.TeamResult.InvitationClosed;
import dev.marquee.onboarding.team.TeamResult.InviteToTeamSuccess;
import dev.marquee.onboarding.team.TeamResult.TeamLimitReached;
import dev.marquee.onboarding.team.TeamResult.WithdrawTeamInvitationSuccess;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Invites people to teams and takes their answers, each use case in one transaction that holds the team locked. */
@Service
class Invitations {

    private final InvitationStore store;
    private final TeamRoster roster;
    private final EventDirectory events;
    private final EventPlans plans;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TeamSettings settings;
    private final TransactionalOperator transactions;
    private final Clock clock;

    Invitations(
            InvitationStore store,
            TeamRoster roster,
            EventDirectory events,
            EventPlans plans,
            Outbox outbox,
            AuditTrail audit,
            TeamSettings settings,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.roster = roster;
        this.events = events;
        this.plans = plans;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** {@code FORBIDDEN} when the caller does not decide about the role. */
    Mono<TeamResult> invite(TeamInput.Invite input, Caller caller) {
        return Mono.fromSupplier(() -> Invitation.to(input, caller.id(), now(), settings.invitation()))
                .flatMap(invitation -> roster.locked(input.eventId())
                        .flatMap(team -> TeamPolicy.decides(caller, team.get(caller.id()), input.role())
                                ? room(invitation, team, caller)
                                : Mono.error(TeamMembers::forbidden)))
                .as(transactions::transactional);
    }

    Mono<TeamResult> withdraw(InvitationId id, Caller caller) {
        return whole(id)
                .flatMap(known -> roster.locked(known.eventId())
                        .filter(team -> TeamPolicy.decides(caller, team.get(caller.id()), known.role()))
                        .switchIfEmpty(Mono.error(TeamMembers::forbidden)))
                .flatMap(team -> answered(
                        id,
                        InvitationStatus.WITHDRAWN,
                        caller.id(),
                        stored -> audit.record(
                                        "withdrawTeamInvitation", id, fact(stored, InvitationStatus.OPEN), fact(stored))
                                .thenReturn(new WithdrawTeamInvitationSuccess(stored))))
                .as(transactions::transactional);
    }

    Mono<TeamResult> decline(InvitationId id, Caller caller) {
        return meant(id, caller)
                .flatMap(known -> answered(
                        id,
                        InvitationStatus.DECLINED,
                        caller.id(),
                        stored -> Mono.just(new DeclineTeamInvitationSuccess(stored))))
                .as(transactions::transactional);
    }

    Mono<TeamResult> accept(InvitationId id, Caller caller) {
        return meant(id, caller)
                .flatMap(known -> roster.locked(known.eventId())
                        .flatMap(team -> team.containsKey(caller.id())
                                ? Mono.just(new AlreadyOnTeam())
                                : ifPossible(known, caller)))
                .as(transactions::transactional);
    }

    private Mono<TeamResult> room(Invitation invitation, Map<PersonId, TeamMember> team, Caller caller) {
        return store.expire(invitation.eventId(), invitation.createdAt())
                .then(roster.hasMember(invitation.eventId(), invitation.email()))
                .flatMap(member -> member
                        ? Mono.just(new AlreadyOnTeam())
                        : store.open(invitation.eventId())
                                .flatMap(open -> room(invitation, team.size(), open, caller)));
    }

    private Mono<TeamResult> room(Invitation invitation, int members, List<Invitation> open, Caller caller) {
        return open.stream()
                .filter(other -> other.email().equals(invitation.email()))
                .findFirst()
                .<Mono<TeamResult>>map(other -> Mono.just(new AlreadyInvited(other)))
                .orElseGet(() -> members + open.size() >= settings.size()
                        ? Mono.just(new TeamLimitReached(settings.size()))
                        : sent(invitation, caller));
    }

    private Mono<TeamResult> sent(Invitation invitation, Caller caller) {
        return events.byId(invitation.eventId())
                .flatMap(event -> store.insert(invitation)
                        .then(outbox.add(
                                TeamInvited.TOPIC,
                                new TeamInvited(
                                        invitation.id(),
                                        invitation.email(),
                                        event.title(),
                                        caller.displayName(),
                                        invitation.role(),
                                        invitation.expiresAt())))
                        .then(audit.record("inviteToTeam", invitation.id(), null, fact(invitation)))
                        .thenReturn(new InviteToTeamSuccess(invitation)));
    }

    private Mono<TeamResult> ifPossible(Invitation invitation, Caller caller) {
        return plans.of(invitation.eventId())
                .flatMap(plan ->
                        invitation.role() == TeamRole.MANAGER && !plan.enabled().contains(Feature.SUB_ADMINS)
                                ? Mono.just(new InvitationClosed(invitation.status(now())))
                                : answered(
                                        invitation.id(),
                                        InvitationStatus.ACCEPTED,
                                        caller.id(),
                                        accepted -> joined(accepted, caller.id())));
    }

    private Mono<TeamResult> joined(Invitation accepted, PersonId person) {
        return roster.assign(accepted.eventId(), person, accepted.role(), accepted.gates())
                .flatMap(member -> audit.record("acceptTeamInvitation", accepted.id(), null, fact(accepted))
                        .thenReturn(new AcceptTeamInvitationSuccess(member)));
    }

    private Mono<TeamResult> answered(
            InvitationId id,
            InvitationStatus next,
            PersonId by,
            Function<Invitation, Mono<? extends TeamResult>> then) {
        return store.lock(id).flatMap(locked -> {
            InvitationStatus status = locked.status(now());
            return status.mayBecome(next)
                    ? store.answer(locked, next, by, now()).flatMap(then).cast(TeamResult.class)
                    : Mono.just(new InvitationClosed(status));
        });
    }

    private Mono<Invitation> meant(InvitationId id, Caller caller) {
        return whole(id).filter(known -> known.isFor(caller)).switchIfEmpty(Mono.error(Invitations::notFound));
    }

    private Mono<Invitation> whole(InvitationId id) {
        return store.byIds(List.of(id.value())).next().switchIfEmpty(Mono.error(Invitations::notFound));
    }

    /** What the log keeps: no address. */
    private record Fact(EventId event, TeamRole role, List<String> gates, InvitationStatus status) {}

    private static Fact fact(Invitation invitation) {
        return fact(invitation, invitation.stored());
    }

    private static Fact fact(Invitation invitation, InvitationStatus status) {
        return new Fact(invitation.eventId(), invitation.role(), invitation.gates(), status);
    }

    private static ApiError notFound() {
        return ApiError.notFound("invitation");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
