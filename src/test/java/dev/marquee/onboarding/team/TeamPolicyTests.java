package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.identity.Scope;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.TeamMember;
import dev.marquee.identity.TeamRole;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides about whom. */
class TeamPolicyTests {

    @ParameterizedTest
    @CsvSource({
        "USER,      OWNER,   OWNER,   false",
        "USER,      OWNER,   MANAGER, true",
        "USER,      OWNER,   STEWARD, true",
        "USER,      MANAGER, MANAGER, false",
        "USER,      MANAGER, STEWARD, true",
        "ORGANIZER, STEWARD, STEWARD, false",
        "ORGANIZER, ,        STEWARD, false",
        "ADMIN,     ,        OWNER,   false",
        "ADMIN,     ,        MANAGER, true",
        "ADMIN,     STEWARD, STEWARD, true"
    })
    void decides(Role role, @Nullable TeamRole own, TeamRole about, boolean decides) {
        PersonId id = PersonId.next();
        Caller caller = new Caller(
                id,
                "ada",
                role,
                "ada@marquee.test",
                true,
                "Ada",
                Instant.MAX,
                EnumSet.allOf(Scope.class),
                new SignIn(null, "token"));
        TeamMember member = own == null ? null : new TeamMember(EventId.next(), id, own, List.of(), Instant.EPOCH);

        assertThat(TeamPolicy.decides(caller, member, about)).isEqualTo(decides);
    }
}
