package dev.marquee.catalog;

import dev.marquee.catalog.EventPlaces.Position;
import dev.marquee.platform.Page;
import dev.marquee.platform.Page.Edge;
import dev.marquee.platform.Page.PageInfo;
import dev.marquee.platform.PageRequest;
import dev.marquee.platform.selection.Below;
import dev.marquee.platform.selection.Columns;
import dev.marquee.platform.selection.CompiledField;
import dev.marquee.platform.selection.Kind;
import dev.marquee.platform.selection.Part;
import dev.marquee.platform.selection.Row;
import dev.marquee.platform.selection.Shape;
import dev.marquee.platform.selection.Slot;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers {@code events} by one statement, and by another that counts if that is asked for. */
@Component
class EventList implements CompiledField {

    private static final Shape<PageInfo> PAGE_INFO = new Shape<>(
            "PageInfo",
            Map.of(
                    "hasNextPage", Part.of(PageInfo::hasNextPage),
                    "hasPreviousPage", Part.of(PageInfo::hasPreviousPage),
                    "startCursor", Part.of(PageInfo::startCursor),
                    "endCursor", Part.of(PageInfo::endCursor)));

    private final EventShape events;
    private final EventPlaces places;
    private final Discovery discovery;
    private final DatabaseClient database;
    private final Clock clock;

    EventList(EventShape events, EventPlaces places, Discovery discovery, DatabaseClient database, Clock clock) {
        this.events = events;
        this.places = places;
        this.discovery = discovery;
        this.database = database;
        this.clock = clock;
    }

    /** A page and, if it is wanted, how many events there are. */
    private record Found(Page<Row> page, long total) {}

    /** What a selection wants besides what its events are. */
    private static final class Wanted {

        private boolean total;
        private @Nullable Function<Row, Position> place;

        void cursors(Columns columns) {
            Slot<Long> key = columns.add("e.sort_key", Kind.LONG);
            Slot<UUID> id = columns.add("e.id", Kind.UUID);
            place = row -> new Position(row.get(key), row.get(id));
        }

        Function<Row, String> cursor(EventPlaces places, EventOrder order) {
            Function<Row, Position> found = place;
            return found == null ? row -> "" : row -> places.cursor(order.list(), found.apply(row));
        }
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Plan compile(Below selected) {
        Columns columns = selected.columns();
        Wanted wanted = new Wanted();
        var written = selected.of(connection(wanted));
        String row = columns.json();
        return field -> Mono.defer(() -> found(field, columns, row, wanted)).map(written);
    }

    private Shape<Found> connection(Wanted wanted) {
        Shape<Edge<Row>> edge = new Shape<>(
                "EventEdge",
                Map.of(
                        "cursor",
                        below -> {
                            wanted.cursors(below.columns());
                            return Edge::cursor;
                        },
                        "node",
                        below -> below.of(events.shape()).compose(Edge<Row>::node)::apply));
        return new Shape<>(
                "EventConnection",
                Map.of(
                        "edges",
                                below -> all(
                                        below.of(edge), found -> found.page().edges()),
                        "nodes",
                                below -> all(
                                        below.of(events.shape()),
                                        found -> found.page().nodes()),
                        "pageInfo",
                                below -> {
                                    wanted.cursors(below.columns());
                                    return below.of(PAGE_INFO)
                                            .compose((Found found) ->
                                                    found.page().pageInfo())::apply;
                                },
                        "totalCount",
                                below -> {
                                    wanted.total = true;
                                    return Found::total;
                                }));
    }

    private static <T> Function<Found, @Nullable Object> all(
            Function<T, Map<String, @Nullable Object>> written, Function<Found, List<T>> of) {
        return found -> of.apply(found).stream().map(written).toList();
    }

    private Mono<Found> found(DataFetchingEnvironment field, Columns columns, String row, Wanted wanted) {
        PageRequest request = PageRequest.of(
                field.getArgument("first"),
                field.getArgument("after"),
                field.getArgument("last"),
                field.getArgument("before"));
        String orderBy = field.getArgument("orderBy");
        EventSearch search = EventSearch.of(
                EventFilter.of(field.getArgument("filter")),
                orderBy == null ? null : EventOrder.valueOf(orderBy),
                clock.instant());
        EventOrder order = search.order();
        Position after = places.of(order.list(), request);
        return read(search, after, request, columns, row)
                .map(rows -> Page.of(rows, request, wanted.cursor(places, order)))
                .flatMap(page -> columns.prepared(page.nodes()).map(page::withNodes))
                .flatMap(page ->
                        (wanted.total ? discovery.count(search) : Mono.just(0L)).map(total -> new Found(page, total)))
                .flatMap(found -> discovery.listed().thenReturn(found));
    }

    private Mono<List<Row>> read(
            EventSearch search, @Nullable Position after, PageRequest request, Columns columns, String row) {
        EventOrder order = search.order();
        SearchSql sql = SearchSql.of(search);
        String page = sql.page(
                EventShape.COLUMNS + ", " + order.keyValue() + " as sort_key",
                after == null ? null : order.bound(after.key()),
                after == null ? null : after.id(),
                request.backward(),
                request.size() + 1);
        String direction = order.ascending(request.backward()) ? " asc" : " desc";
        Map<String, Object> values = new HashMap<>(sql.values());
        values.putAll(columns.parameters());
        return database.sql("select json_agg(" + row + " order by e.sort" + direction + ", e.id" + direction
                        + ")::text from (" + page + ") e " + columns.joins())
                .bindValues(values)
                .map(read -> columns.read(read.get(0, String.class)))
                .one();
    }
}
