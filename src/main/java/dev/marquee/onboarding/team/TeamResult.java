package dev.marquee.onboarding.team;

import dev.marquee.identity.TeamMember;
import dev.marquee.plans.Plan;
import dev.marquee.plans.PlanLimit;
import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;

/** What a mutation of a team came to. */
sealed interface TeamResult {

    /** The invitation is on its way. */
    record InviteToTeamSuccess(Invitation invitation) implements TeamResult {}

    /** The invitation counts no more. */
    record WithdrawTeamInvitationSuccess(Invitation invitation) implements TeamResult {}

    /** The caller belongs to the team. */
    record AcceptTeamInvitationSuccess(TeamMember member) implements TeamResult {}

    /** The caller does not want to. */
    record DeclineTeamInvitationSuccess(Invitation invitation) implements TeamResult {}

    /** The member has the role. */
    record ChangeTeamRoleSuccess(TeamMember member) implements TeamResult {}

    /** The member is gone. */
    record RemoveFromTeamSuccess(PersonId personId) implements TeamResult {}

    /** The caller is gone. */
    record LeaveTeamSuccess(EventId eventId) implements TeamResult {}

    /** The event has another OWNER. */
    record TransferOwnershipSuccess(TeamMember owner) implements TeamResult {}

    /** The person is in the team. */
    record AlreadyOnTeam() implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ALREADY_ON_TEAM;
        }

        @Override
        public String message() {
            return "This person belongs to the team already.";
        }
    }

    /** There is an open invitation. */
    record AlreadyInvited(Invitation invitation) implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ALREADY_INVITED;
        }

        @Override
        public String message() {
            return "There is an open invitation to this address; withdraw it to send another one.";
        }
    }

    /** The team is as large as it may be. */
    record TeamLimitReached(int limit) implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.TEAM_LIMIT_REACHED;
        }

        @Override
        public String message() {
            return "A team has " + limit + " members and open invitations at most.";
        }
    }

    /** The invitation cannot be answered. */
    record InvitationClosed(InvitationStatus status) implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.INVITATION_CLOSED;
        }

        @Override
        public String message() {
            return switch (status) {
                case OPEN -> "The event can have no managers at present.";
                case ACCEPTED -> "The invitation was accepted before.";
                case DECLINED -> "The invitation was declined before.";
                case WITHDRAWN -> "The invitation was withdrawn.";
                case EXPIRED -> "The invitation has expired.";
            };
        }
    }

    /** The plan of the event allows the new OWNER no more. */
    record PlanLimitReached(PlanLimit kind, int limit, int used, Plan plan, String message)
            implements TeamResult, Refusal {

        static PlanLimitReached of(Plan.Reached fact) {
            return new PlanLimitReached(fact.kind(), fact.limit(), fact.used(), fact.plan(), fact.message());
        }

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_LIMIT_REACHED;
        }
    }

    /** Who is to become the OWNER is suspended or deleted. */
    record OrganizerInactive() implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ORGANIZER_INACTIVE;
        }

        @Override
        public String message() {
            return "The account of this member is suspended or deleted.";
        }
    }

    /** Every event has an OWNER. */
    record OwnerStays() implements TeamResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.OWNER_STAYS;
        }

        @Override
        public String message() {
            return "The owner stays until another member has become the owner.";
        }
    }
}
