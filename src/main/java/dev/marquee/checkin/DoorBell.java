package dev.marquee.checkin;

import dev.marquee.platform.LiveBus;
import dev.marquee.shared.EventId;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells everybody who watches an event's door that something happened there. */
@Component
class DoorBell {

    private final LiveBus bus;
    private final ApplicationEventPublisher listeners;

    DoorBell(LiveBus bus, ApplicationEventPublisher listeners) {
        this.bus = bus;
        this.listeners = listeners;
    }

    /** Topic of the live bus. */
    static String topic(EventId event) {
        return "check-ins:" + event;
    }

    Mono<Void> ring(Collection<DoorMoved> moved) {
        return bus.announceAll(moved.stream().map(door -> topic(door.event())).toList())
                .doOnSuccess(done -> moved.forEach(listeners::publishEvent));
    }
}
