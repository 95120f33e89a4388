package dev.marquee.catalog;

import dev.marquee.identity.Caller;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The mutations of events. */
@Controller
class EventController {

    private final Events events;

    EventController(Events events) {
        this.events = events;
    }

    @MutationMapping
    Mono<EventResult> createEvent(@Argument EventInput.Create input, Caller caller) {
        return events.create(input, caller);
    }

    @MutationMapping
    Mono<EventResult> updateEvent(@Argument EventInput.Update input) {
        return events.update(input);
    }

    @MutationMapping
    Mono<EventResult> publishEvent(@Argument EventInput.Publish input) {
        return events.publish(input.eventId());
    }

    @MutationMapping
    Mono<EventResult> unpublishEvent(@Argument EventInput.Unpublish input) {
        return events.unpublish(input.eventId());
    }

    @MutationMapping
    Mono<EventResult> cancelEvent(@Argument EventInput.Cancel input) {
        return events.cancel(input.eventId(), input.reason());
    }

    @MutationMapping
    Mono<EventResult> deleteEvent(@Argument EventInput.Delete input) {
        return events.delete(input.eventId());
    }
}
