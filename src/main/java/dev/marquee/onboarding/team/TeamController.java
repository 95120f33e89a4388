package dev.marquee.onboarding.team;

import dev.marquee.identity.Caller;
import dev.marquee.identity.TeamMember;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Teams in the API. */
@Controller
class TeamController {

    private final TeamMembers members;
    private final Invitations invitations;
    private final TeamReads reads;

    TeamController(TeamMembers members, Invitations invitations, TeamReads reads) {
        this.members = members;
        this.invitations = invitations;
        this.reads = reads;
    }

    @QueryMapping
    Mono<Page<TeamMember>> team(
            @Argument EventId eventId, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return reads.members(eventId, PageRequest.forward(first, after));
    }

    @QueryMapping
    Mono<Page<Invitation>> teamInvitations(
            @Argument EventId eventId, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return reads.invitations(eventId, PageRequest.forward(first, after));
    }

    @QueryMapping
    Mono<Page<Invitation>> myInvitations(
            @Argument @Nullable Integer first, @Argument @Nullable String after, Caller caller) {
        return reads.of(caller, PageRequest.forward(first, after));
    }

    @MutationMapping
    Mono<TeamResult> inviteToTeam(@Argument TeamInput.Invite input, Caller caller) {
        return invitations.invite(input, caller);
    }

    @MutationMapping
    Mono<TeamResult> withdrawTeamInvitation(@Argument TeamInput.Answer input, Caller caller) {
        return invitations.withdraw(input.invitationId(), caller);
    }

    @MutationMapping
    Mono<TeamResult> acceptTeamInvitation(@Argument TeamInput.Answer input, Caller caller) {
        return invitations.accept(input.invitationId(), caller);
    }

    @MutationMapping
    Mono<TeamResult> declineTeamInvitation(@Argument TeamInput.Answer input, Caller caller) {
        return invitations.decline(input.invitationId(), caller);
    }

    @MutationMapping
    Mono<TeamResult> changeTeamRole(@Argument TeamInput.ChangeRole input, Caller caller) {
        return members.changeRole(input, caller);
    }

    @MutationMapping
    Mono<TeamResult> removeFromTeam(@Argument TeamInput.Remove input, Caller caller) {
        return members.remove(input, caller);
    }

    @MutationMapping
    Mono<TeamResult> leaveTeam(@Argument TeamInput.Leave input, Caller caller) {
        return members.leave(input.eventId(), caller);
    }

    @MutationMapping
    Mono<TeamResult> transferOwnership(@Argument TeamInput.Transfer input) {
        return members.transfer(input);
    }
}
