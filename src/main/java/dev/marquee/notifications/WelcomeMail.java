package dev.marquee.notifications;

import dev.marquee.identity.PersonJoined;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Welcomes a person who called for the first time. */
@Component
class WelcomeMail implements OutboxHandler<PersonJoined> {

    private final PersonalMails mails;

    WelcomeMail(PersonalMails mails) {
        this.mails = mails;
    }

    @Override
    public String topic() {
        return PersonJoined.TOPIC;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<PersonJoined> payloadType() {
        return PersonJoined.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, PersonJoined joined) {
        return mails.send(id, joined.personId(), "welcome", Map.of());
    }
}
