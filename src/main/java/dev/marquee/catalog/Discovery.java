package dev.marquee.catalog;

import dev.marquee.catalog.EventPlaces.Position;
import dev.marquee.catalog.EventQueries.Place;
import dev.marquee.catalog.EventQueries.TeamEvent;
import dev.marquee.identity.Caller;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.MembershipWatch;
import dev.marquee.platform.Basis;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.platform.Rows;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How people find events and follow them. */
@Service
class Discovery {

    private static final String MY_EVENTS = "myEvents";

    /** Events leave a list by the clock alone. */
    private static final Duration LIST_LIFE = Duration.ofSeconds(5);

    private record Found(Event event, long key) {}

    private record Told(EventStatusUpdate update, boolean last) {}

    private final DatabaseClient database;
    private final EventQueries queries;
    private final EventReads reads;
    private final EventPlaces places;
    private final LiveFeeds feeds;
    private final MembershipWatch memberships;
    private final EventViews views;
    private final Clock clock;

    Discovery(
            DatabaseClient database,
            EventQueries queries,
            EventReads reads,
            EventPlaces places,
            LiveFeeds feeds,
            MembershipWatch memberships,
            EventViews views,
            Clock clock) {
        this.database = database;
        this.queries = queries;
        this.reads = reads;
        this.places = places;
        this.feeds = feeds;
        this.memberships = memberships;
        this.views = views;
        this.clock = clock;
    }

    /** The event under a slug if the caller may see it; tells that somebody looked at it. */
    Mono<Event> event(String slug) {
        return reads.visible(slug)
                .flatMap(event -> event.isPublic()
                        ? views.viewed(event.id(), event.startsAt(), event.endsAt())
                                .thenReturn(event)
                        : Mono.just(event));
    }

    Mono<EventConnection> events(@Nullable EventFilter filter, @Nullable EventOrder orderBy, PageRequest request) {
        EventSearch search = EventSearch.of(filter, orderBy, clock.instant());
        EventOrder order = search.order();
        Position position = places.of(order.list(), request);
        return found(search, position, request)
                .map(rows -> EventConnection.of(
                        rows,
                        request,
                        Found::event,
                        row -> places.cursor(
                                order.list(),
                                new Position(row.key(), row.event().id().value())),
                        count(search)))
                .flatMap(page -> listed().thenReturn(page));
    }

    /** Says what a list rests on. */
    Mono<Void> listed() {
        return Basis.note(basis ->
                basis.field().on(ListingStore.LISTS).until(clock.instant().plus(LIST_LIFE)));
    }

    Mono<EventConnection> myEvents(Caller caller, PageRequest request) {
        Position position = places.of(MY_EVENTS, request);
        Place after = position == null ? null : new Place(time(position.key()), position.id());
        return queries.ofTeamMember(caller.id(), after, request.size() + 1)
                .map(rows -> EventConnection.of(
                        rows, request, TeamEvent::event, this::cursor, queries.countOfTeamMember(caller.id())));
    }

    /** How an event stands: now, then after each change; ends for strangers when it becomes a draft. */
    Flux<EventStatusUpdate> status(EventId id) {
        return reads.visible(id)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .flatMapMany(event -> feeds.state(ListingStore.topic(id), queries.status(id)))
                .concatMap(this::told, 1)
                .takeUntil(Told::last)
                .map(Told::update)
                .publish(updates -> updates.switchMap(this::whileVisible).takeUntilOther(updates.then()));
    }

    /** A draft is told to its team only, and no longer than somebody belongs to it. */
    private Flux<EventStatusUpdate> whileVisible(EventStatusUpdate update) {
        return update.status() == EventStatus.DRAFT
                ? Flux.concat(
                        Mono.just(update),
                        memberships.lost(update.eventId(), EventPermission.VIEW).then(Mono.empty()))
                : Flux.just(update);
    }

    private Mono<Told> told(EventStatusUpdate update) {
        return update.status() == EventStatus.DRAFT
                ? reads.isOnTeam(update.eventId()).map(member -> new Told(update, !member))
                : Mono.just(new Told(update, false));
    }

    private Mono<List<Found>> found(EventSearch search, @Nullable Position after, PageRequest request) {
        EventOrder order = search.order();
        SearchSql sql = SearchSql.of(search);
        String page = after == null
                ? sql.page(EventRows.COLUMNS, null, null, request.backward(), request.size() + 1)
                : sql.page(
                        EventRows.COLUMNS,
                        order.bound(after.key()),
                        after.id(),
                        request.backward(),
                        request.size() + 1);
        return database.sql(page)
                .bindValues(sql.values())
                .map((Readable row) -> new Found(EventRows.event(row), order.key(row)))
                .all()
                .collectList();
    }

    /** How many events a search finds. */
    Mono<Long> count(EventSearch search) {
        SearchSql sql = SearchSql.of(search);
        return database.sql(sql.count())
                .bindValues(sql.values())
                .map((Readable row) -> Rows.number(row, "total"))
                .one();
    }

    private String cursor(TeamEvent row) {
        long since = ChronoUnit.MICROS.between(Instant.EPOCH, row.since());
        return places.cursor(MY_EVENTS, new Position(since, row.event().id().value()));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
