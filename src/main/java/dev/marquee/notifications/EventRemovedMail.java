package dev.marquee.notifications;

import dev.marquee.catalog.EventDirectory;
import dev.marquee.catalog.EventRemoved;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells an organizer that an administrator removed the event, and why. */
@Component
class EventRemovedMail implements OutboxHandler<EventRemoved> {

    private final EventDirectory events;
    private final PersonalMails mails;

    EventRemovedMail(EventDirectory events, PersonalMails mails) {
        this.events = events;
        this.mails = mails;
    }

    @Override
    public String topic() {
        return EventRemoved.TOPIC;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<EventRemoved> payloadType() {
        return EventRemoved.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, EventRemoved removed) {
        return events.byId(removed.event())
                .flatMap(event -> mails.send(
                        id,
                        event.organizerId(),
                        "event-removed",
                        Map.of(
                                "eventTitle",
                                event.title(),
                                "reason",
                                Objects.requireNonNullElse(event.cancellationReason(), ""))));
    }
}
