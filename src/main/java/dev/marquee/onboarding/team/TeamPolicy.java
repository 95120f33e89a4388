package dev.marquee.onboarding.team;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.identity.TeamMember;
import dev.marquee.identity.TeamRole;
import org.jspecify.annotations.Nullable;

/** Who decides about whom in a team: the OWNER about everybody else, a MANAGER about stewards, ADMIN as the OWNER. */
final class TeamPolicy {

    private TeamPolicy() {}

    /**
     * Whether somebody decides about members with a role.
     *
     * @param own what the caller is in the team; null for whoever is not in it
     */
    static boolean decides(Caller caller, @Nullable TeamMember own, TeamRole about) {
        return switch (about) {
            case OWNER -> false;
            case MANAGER -> isHead(caller, own);
            case STEWARD -> isHead(caller, own) || (own != null && own.role() == TeamRole.MANAGER);
        };
    }

    private static boolean isHead(Caller caller, @Nullable TeamMember own) {
        return caller.has(Role.ADMIN) || (own != null && own.role() == TeamRole.OWNER);
    }
}
