package dev.marquee.onboarding.team;

import dev.marquee.identity.Caller;
import dev.marquee.identity.TeamRole;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in the team of an event, for whoever owns an e-mail address.
 *
 * @param email in lower case
 * @param stored the state in the database, which does not learn by itself that the time is over
 */
record Invitation(
        InvitationId id,
        EventId eventId,
        String email,
        TeamRole role,
        List<String> gates,
        InvitationStatus stored,
        PersonId invitedById,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant answeredAt) {

    static Invitation to(TeamInput.Invite input, PersonId by, Instant now, Duration validity) {
        return new Invitation(
                InvitationId.next(),
                input.eventId(),
                address(input.email()),
                input.role(),
                TeamInput.gates(input.role(), input.gates()),
                InvitationStatus.OPEN,
                by,
                now,
                now.plus(validity),
                null);
    }

    /** An e-mail address in the form that two of them are compared in. */
    static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    InvitationStatus status(Instant now) {
        return stored == InvitationStatus.OPEN && !expiresAt.isAfter(now) ? InvitationStatus.EXPIRED : stored;
    }

    /** Whether it is for this person, who has proven to own the address. */
    boolean isFor(Caller caller) {
        return caller.emailVerified() && email.equals(address(caller.email()));
    }
}
