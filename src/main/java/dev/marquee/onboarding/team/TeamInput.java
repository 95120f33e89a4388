package dev.marquee.onboarding.team;

import dev.marquee.identity.TeamRole;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import dev.marquee.shared.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of the mutations of teams, as the schema declares them. */
final class TeamInput {

    private static final int LONGEST_GATE = 60;

    private TeamInput() {}

    /** The schema's {@code InviteToTeamInput}. */
    record Invite(EventId eventId, String email, TeamRole role, List<String> gates) {}

    /** The inputs that name an invitation and nothing else. */
    record Answer(InvitationId invitationId) {}

    /** The schema's {@code ChangeTeamRoleInput}. */
    record ChangeRole(EventId eventId, PersonId personId, TeamRole role, List<String> gates) {}

    /** The schema's {@code RemoveFromTeamInput}. */
    record Remove(EventId eventId, PersonId personId) {}

    /** The schema's {@code LeaveTeamInput}. */
    record Leave(EventId eventId) {}

    /** The schema's {@code TransferOwnershipInput}. */
    record Transfer(
            EventId eventId, PersonId personId, @Nullable TeamRole stayAs) {}

    /** The gates of a steward, each once; {@code BAD_USER_INPUT} when one is no name, or the role has none. */
    static List<String> gates(TeamRole role, List<String> given) {
        List<String> gates = given.stream().map(String::strip).distinct().toList();
        if (role != TeamRole.STEWARD && !gates.isEmpty()) {
            throw ApiError.badInput("input.gates", "Only a steward has gates.");
        }
        if (gates.stream().anyMatch(gate -> gate.isEmpty() || gate.length() > LONGEST_GATE)) {
            throw ApiError.badInput("input.gates", "The name of a gate has 1 to " + LONGEST_GATE + " characters.");
        }
        return gates;
    }
}
