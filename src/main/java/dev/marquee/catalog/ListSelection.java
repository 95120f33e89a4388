package dev.marquee.catalog;

import dev.marquee.catalog.EventPlaces.Position;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.Page.Edge;
import dev.marquee.platform.paging.Page.PageInfo;
import dev.marquee.platform.selection.Below;
import dev.marquee.platform.selection.Columns;
import dev.marquee.platform.selection.Kind;
import dev.marquee.platform.selection.Part;
import dev.marquee.platform.selection.Row;
import dev.marquee.platform.selection.Shape;
import dev.marquee.platform.selection.Slot;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is selected of a list of events: what to read of each, and how a page is written. */
final class ListSelection {

    private static final Shape<PageInfo> PAGE_INFO = new Shape<>(
            "PageInfo",
            Map.of(
                    "hasNextPage", Part.of(PageInfo::hasNextPage),
                    "hasPreviousPage", Part.of(PageInfo::hasPreviousPage),
                    "startCursor", Part.of(PageInfo::startCursor),
                    "endCursor", Part.of(PageInfo::endCursor)));

    private final Columns columns;
    private final Function<Found, Map<String, @Nullable Object>> written;
    private final String row;
    private boolean total;
    private @Nullable Function<Row, Position> place;

    /** A page with its events and, if that is wanted, how many there are in all. */
    record Found(Page<Row> page, List<Row> events, long total) {

        Found(Page<Row> page, long total) {
            this(page, page.nodes(), total);
        }

        Found with(List<Row> changed) {
            return new Found(page.withNodes(changed), changed, total);
        }
    }

    /**
     * What is selected below a field.
     *
     * @param event what can be selected of an event
     */
    ListSelection(Below below, Shape<Row> event) {
        columns = below.columns();
        written = below.of(connection(event));
        row = columns.json();
    }

    Columns columns() {
        return columns;
    }

    /** An event in SQL. */
    String row() {
        return row;
    }

    boolean hasTotal() {
        return total;
    }

    /** The cursor of an event; nothing of use where none is selected. */
    Function<Row, String> cursor(EventPlaces places, EventOrder order) {
        Function<Row, Position> known = place;
        return known == null ? event -> "" : event -> places.cursor(order.list(), known.apply(event));
    }

    Map<String, @Nullable Object> written(Found found) {
        return written.apply(found);
    }

    private Shape<Found> connection(Shape<Row> event) {
        Shape<Edge<Row>> edge = new Shape<>(
                "EventEdge",
                Map.of(
                        "cursor",
                        below -> {
                            readPlaces(below.columns());
                            return Edge::cursor;
                        },
                        "node",
                        below -> below.of(event).compose(Edge<Row>::node)::apply));
        return new Shape<>(
                "EventConnection",
                Map.of(
                        "edges",
                                below -> all(
                                        below.of(edge), found -> found.page().edges()),
                        "nodes", below -> all(below.of(event), Found::events),
                        "pageInfo",
                                below -> {
                                    readPlaces(below.columns());
                                    return below.of(PAGE_INFO)
                                            .compose((Found found) ->
                                                    found.page().pageInfo())::apply;
                                },
                        "totalCount",
                                below -> {
                                    total = true;
                                    return Found::total;
                                }));
    }

    private void readPlaces(Columns read) {
        Slot<Long> key = read.add("e.sort_key", Kind.LONG);
        Slot<UUID> id = read.add("e.id", Kind.UUID);
        place = event -> new Position(event.get(key), event.get(id));
    }

    private static <T> Function<Found, @Nullable Object> all(
            Function<T, Map<String, @Nullable Object>> written, Function<Found, List<T>> of) {
        return found -> of.apply(found).stream().map(written).toList();
    }
}
