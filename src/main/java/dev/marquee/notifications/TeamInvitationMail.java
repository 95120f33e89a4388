package dev.marquee.notifications;

import dev.marquee.identity.TeamRole;
import dev.marquee.onboarding.TeamInvited;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks somebody to join the team of an event. */
@Component
class TeamInvitationMail implements OutboxHandler<TeamInvited> {

    private final PersonalMails mails;

    TeamInvitationMail(PersonalMails mails) {
        this.mails = mails;
    }

    @Override
    public String topic() {
        return TeamInvited.TOPIC;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<TeamInvited> payloadType() {
        return TeamInvited.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, TeamInvited invited) {
        return mails.send(
                id,
                invited.email(),
                "team-invitation",
                Map.of(
                        "eventTitle", invited.eventTitle(),
                        "invitedBy", invited.invitedBy(),
                        "role", invited.role() == TeamRole.MANAGER ? "manager" : "steward",
                        "expiresAt", new Wording(Locale.ENGLISH).time(invited.expiresAt(), ZoneOffset.UTC),
                        "invitation", invited.invitation().toString()));
    }
}
