package dev.marquee.catalog;

import static dev.marquee.catalog.EventInput.changed;
import static java.util.Objects.requireNonNullElse;

import dev.marquee.catalog.EventChange.Allowed;
import dev.marquee.catalog.EventRefusal.CurrencyLocked;
import dev.marquee.catalog.EventRefusal.EventStateConflict;
import dev.marquee.catalog.EventRefusal.NothingToSell;
import dev.marquee.shared.CategoryId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** Something that takes place and that people buy tickets for. */
public record Event(
        EventId id,
        PersonId organizerId,
        CategoryId categoryId,
        String title,
        String slug,
        String description,
        Venue venue,
        ZoneId timeZone,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        Currency currency,
        @Nullable String coverImageUrl,
        EventStatus status,
        @Nullable String cancellationReason,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant removedAt) {

    /** A new draft under a slug that is still to be found free. */
    static EventChange draft(NewEvent input, PersonId organizer, CategoryId category, Instant now) {
        Instant startsAt = EventInput.instant(input.startsAt());
        Instant endsAt = EventInput.instant(input.endsAt());
        EventRefusal wrongTimes = EventTimesPolicy.check(startsAt, endsAt, now);
        if (wrongTimes != null) {
            return wrongTimes;
        }
        return new Allowed(new Event(
                EventId.next(),
                organizer,
                category,
                input.title(),
                Slug.of(input.title()),
                input.description(),
                input.venue(),
                input.timeZone(),
                startsAt,
                endsAt,
                input.capacity(),
                input.currency(),
                input.coverImageUrl() == null ? null : input.coverImageUrl().toString(),
                EventStatus.DRAFT,
                null,
                null,
                now,
                now,
                null));
    }

    /** Changes what the input names; the capacity is still to be agreed with the stock. */
    EventChange edit(EventInput.Update input, CategoryId category, EventStock.Summary stock, Instant now) {
        if (status == EventStatus.CANCELLED) {
            return conflict("A cancelled event cannot be changed.");
        }
        Currency newCurrency = changed("currency", input.currency(), currency);
        if (!newCurrency.equals(currency) && stock.ticketTypes() > 0) {
            return new CurrencyLocked();
        }
        Instant start = changedTime("startsAt", input.startsAt(), startsAt);
        Instant end = changedTime("endsAt", input.endsAt(), endsAt);
        EventRefusal wrongTimes = EventTimesPolicy.checkChange(this, start, end, now);
        if (wrongTimes != null) {
            return wrongTimes;
        }
        return new Allowed(new Event(
                id,
                organizerId,
                category,
                EventInput.clean("title", changed("title", input.title(), title)),
                slug,
                changed("description", input.description(), description),
                changed("venue", input.venue(), venue),
                changed("timeZone", input.timeZone(), timeZone),
                start,
                end,
                changed("capacity", input.capacity(), capacity),
                newCurrency,
                newCoverImage(input),
                status,
                cancellationReason,
                publishedAt,
                createdAt,
                now,
                removedAt));
    }

    /** Whether it takes place from and until the same moments as another event. */
    boolean hasTimesOf(Event other) {
        return startsAt.equals(other.startsAt) && endsAt.equals(other.endsAt);
    }

    /** Makes a draft public. */
    EventChange publish(EventStock.Summary stock, Instant now) {
        if (status != EventStatus.DRAFT) {
            return conflict("Only a draft can be published.");
        }
        EventRefusal wrongTimes = EventTimesPolicy.check(startsAt, endsAt, now);
        if (wrongTimes != null) {
            return wrongTimes;
        }
        if (stock.visibleTicketTypes() == 0) {
            return new NothingToSell();
        }
        return new Allowed(becoming(EventStatus.PUBLISHED, null, requireNonNullElse(publishedAt, now), null, now));
    }

    /** Takes a published event off the public pages. */
    EventChange unpublish(Instant now) {
        return status == EventStatus.PUBLISHED
                ? new Allowed(becoming(EventStatus.DRAFT, null, publishedAt, null, now))
                : conflict("Only a published event can be taken off.");
    }

    /** Calls the event off; a draft that was never public is deleted instead. */
    EventChange cancel(String reason, Instant now) {
        if (status == EventStatus.CANCELLED) {
            return conflict("The event is cancelled already.");
        }
        if (publishedAt == null) {
            return conflict("A draft that was never published is deleted, not cancelled.");
        }
        if (!endsAt.isAfter(now)) {
            return conflict("The event is over.");
        }
        return new Allowed(becoming(EventStatus.CANCELLED, EventInput.clean("reason", reason), publishedAt, null, now));
    }

    /** Takes the event away for good, whatever state it is in, since it should never have been there. */
    EventChange remove(String reason, Instant now) {
        return removedAt == null
                ? new Allowed(
                        becoming(EventStatus.CANCELLED, EventInput.clean("reason", reason), publishedAt, now, now))
                : conflict("The event is removed already.");
    }

    /** Whether the event may be deleted. */
    EventChange delete(EventStock.Summary stock) {
        if (status != EventStatus.DRAFT) {
            return conflict("Only a draft can be deleted.");
        }
        return stock.taken() > 0 ? conflict("Tickets of this draft were sold; cancel it instead.") : new Allowed(this);
    }

    /** Whether everybody may see the event. */
    public boolean isPublic() {
        return isPublic(status, removedAt);
    }

    /** Whether everybody may see an event with this status, removed at this moment if at all. */
    static boolean isPublic(EventStatus status, @Nullable Instant removedAt) {
        return status != EventStatus.DRAFT && removedAt == null;
    }

    Event withSlug(String newSlug) {
        return new Event(
                id,
                organizerId,
                categoryId,
                title,
                newSlug,
                description,
                venue,
                timeZone,
                startsAt,
                endsAt,
                capacity,
                currency,
                coverImageUrl,
                status,
                cancellationReason,
                publishedAt,
                createdAt,
                updatedAt,
                removedAt);
    }

    private Event becoming(
            EventStatus newStatus,
            @Nullable String reason,
            @Nullable Instant firstPublished,
            @Nullable Instant gone,
            Instant now) {
        return new Event(
                id,
                organizerId,
                categoryId,
                title,
                slug,
                description,
                venue,
                timeZone,
                startsAt,
                endsAt,
                capacity,
                currency,
                coverImageUrl,
                newStatus,
                reason,
                firstPublished,
                createdAt,
                now,
                gone);
    }

    private static Instant changedTime(String field, ArgumentValue<OffsetDateTime> change, Instant now) {
        return EventInput.instant(changed(field, change, now.atOffset(ZoneOffset.UTC)));
    }

    private @Nullable String newCoverImage(EventInput.Update input) {
        return input.coverImageUrl().isOmitted()
                ? coverImageUrl
                : input.coverImageUrl().asOptional().map(Object::toString).orElse(null);
    }

    private EventStateConflict conflict(String message) {
        return new EventStateConflict(status, message);
    }
}
