package dev.marquee.onboarding;

import dev.marquee.identity.TeamRole;
import dev.marquee.shared.InvitationId;
import java.time.Instant;

/** Somebody was invited to the team of an event; payload of the outbox. */
public record TeamInvited(
        InvitationId invitation, String email, String eventTitle, String invitedBy, TeamRole role, Instant expiresAt) {

    /** Topic of the outbox. */
    public static final String TOPIC = "onboarding.team-invited";
}
