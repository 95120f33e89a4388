package dev.marquee.catalog;

import dev.marquee.platform.Basis;
import dev.marquee.shared.EventId;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells that somebody looks at the page of a public event, each time that it is shown. */
@Component
class EventViews {

    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventViews(ApplicationEventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    Mono<Void> viewed(EventId event, Instant startsAt, Instant endsAt) {
        Runnable view = () -> publisher.publishEvent(new EventViewed(event));
        return Mono.defer(() -> {
            view.run();
            return Basis.note(basis -> {
                basis.field().on(ListingStore.topic(event)).eachTime(view);
                Stream.of(startsAt, endsAt)
                        .filter(turn -> turn.isAfter(clock.instant()))
                        .forEach(basis::until);
            });
        });
    }
}
