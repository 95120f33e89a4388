package dev.marquee.catalog;

import dev.marquee.catalog.EventRefusal.InvalidEventTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an event may take place. */
final class EventTimesPolicy {

    private EventTimesPolicy() {}

    /** What is wrong with the times of an event that is created or published; null when nothing is. */
    static @Nullable InvalidEventTimes check(Instant startsAt, Instant endsAt, Instant now) {
        if (!startsAt.isAfter(now)) {
            return new InvalidEventTimes("startsAt", "The event must start in the future.");
        }
        return checkOrder(startsAt, endsAt);
    }

    /** What is wrong when the times of an event change; those that stay may lie in the past. */
    static @Nullable InvalidEventTimes checkChange(Event before, Instant startsAt, Instant endsAt, Instant now) {
        if (!before.startsAt().equals(startsAt)) {
            return check(startsAt, endsAt, now);
        }
        if (!before.endsAt().equals(endsAt) && !endsAt.isAfter(now)) {
            return new InvalidEventTimes("endsAt", "The event must end in the future.");
        }
        return checkOrder(startsAt, endsAt);
    }

    private static @Nullable InvalidEventTimes checkOrder(Instant startsAt, Instant endsAt) {
        return endsAt.isAfter(startsAt) ? null : new InvalidEventTimes("endsAt", "The event must end after it starts.");
    }
}
