package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes events; every method joins the current transaction. */
@Component
class EventStore {

    private static final int SLUG_ATTEMPTS = 20;

    private static final String INSERT = """
            with written as (
              insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street, postal_code,
                city, country, latitude, longitude, time_zone, starts_at, ends_at, capacity, currency, cover_image_url,
                status, cancellation_reason, published_at, created_at, updated_at)
              values (:id, :organizer, :category, :title, :slug, :description, :venueName, :street, :postalCode,
                :city, :country, :latitude, :longitude, :timeZone, :startsAt, :endsAt, :capacity, :currency, :coverImageUrl,
                :status, :cancellationReason, :publishedAt, :createdAt, :updatedAt)
              on conflict (slug) do nothing
              returning id)
            insert into event_listing (event_id) select id from written
            """;

    private static final String UPDATE = """
            update event set category_id = :category, title = :title, description = :description, venue_name = :venueName,
              street = :street, postal_code = :postalCode, city = :city, country = :country, latitude = :latitude,
              longitude = :longitude, time_zone = :timeZone, starts_at = :startsAt, ends_at = :endsAt, capacity = :capacity,
              currency = :currency, cover_image_url = :coverImageUrl, status = :status,
              cancellation_reason = :cancellationReason, published_at = :publishedAt, updated_at = :updatedAt, removed_at = :removedAt
            where id = :id
            """;

    private final DatabaseClient database;

    EventStore(DatabaseClient database) {
        this.database = database;
    }

    /** Writes a new event under its slug or, where that is taken, under the next one that is free. */
    Mono<Event> insert(Event event) {
        return Flux.range(0, SLUG_ATTEMPTS)
                .map(attempt -> event.withSlug(Slug.candidate(event.slug(), attempt)))
                .concatMap(this::tryInsert, 0)
                .next()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no slug is free for " + event.slug())));
    }

    /** The event, locked until the transaction ends against every other change, also of its ticket types. */
    Mono<Event> lock(EventId id) {
        return database.sql("select " + EventRows.COLUMNS + " from event e where e.id = :id for no key update")
                .bind("id", id.value())
                .map(EventRows::event)
                .one();
    }

    Mono<Event> update(Event event) {
        Map<String, Object> values = values(event);
        values.keySet().removeAll(Set.of("organizer", "slug", "createdAt"));
        values.put("removedAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, event.removedAt()));
        return database.sql(UPDATE).bindValues(values).fetch().rowsUpdated().thenReturn(event);
    }

    Mono<Void> changeOrganizer(EventId id, PersonId organizer, Instant now) {
        return database.sql("update event set organizer_id = :organizer, updated_at = :now where id = :id")
                .bind("id", id.value())
                .bind("organizer", organizer.value())
                .bind("now", now)
                .then();
    }

    /** Deletes the event; fails with an integrity violation when there are orders. */
    Mono<Void> delete(EventId id) {
        return database.sql("delete from event where id = :id")
                .bind("id", id.value())
                .then();
    }

    private Mono<Event> tryInsert(Event event) {
        return database.sql(INSERT)
                .bindValues(values(event))
                .fetch()
                .rowsUpdated()
                .flatMap(written -> written == 1 ? Mono.just(event) : Mono.empty());
    }

    private static Map<String, Object> values(Event event) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", event.id().value());
        values.put("organizer", event.organizerId().value());
        values.put("category", event.categoryId().value());
        values.put("title", event.title());
        values.put("slug", event.slug());
        values.put("description", event.description());
        values.put("venueName", event.venue().name());
        values.put("street", event.venue().street());
        values.put("postalCode", text(event.venue().postalCode()));
        values.put("city", event.venue().city());
        values.put("country", event.venue().country());
        values.put("latitude", event.venue().latitude());
        values.put("longitude", event.venue().longitude());
        values.put("timeZone", event.timeZone().getId());
        values.put("startsAt", event.startsAt());
        values.put("endsAt", event.endsAt());
        values.put("capacity", event.capacity());
        values.put("currency", event.currency().getCurrencyCode());
        values.put("coverImageUrl", text(event.coverImageUrl()));
        values.put("status", event.status().name());
        values.put("cancellationReason", text(event.cancellationReason()));
        values.put("publishedAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, event.publishedAt()));
        values.put("createdAt", event.createdAt());
        values.put("updatedAt", event.updatedAt());
        return values;
    }

    private static Object text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }
}
