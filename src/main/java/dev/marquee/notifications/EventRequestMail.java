package dev.marquee.notifications;

import dev.marquee.onboarding.EventRequestDecided;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Tells a person what became of the event that one asked for. */
record EventRequestMail(String topic, String template, PersonalMails mails)
        implements OutboxHandler<EventRequestDecided> {

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<EventRequestDecided> payloadType() {
        return EventRequestDecided.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, EventRequestDecided decided) {
        return mails.send(
                id,
                decided.requester(),
                template,
                Map.of("eventTitle", decided.title(), "reason", Objects.requireNonNullElse(decided.reason(), "")));
    }
}
