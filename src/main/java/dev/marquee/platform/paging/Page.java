package dev.marquee.platform.paging;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a Relay connection.
 *
 * @param edges the rows of the page in the order of the list
 * @param hasNext whether there is something after this page
 * @param hasPrevious whether there is something before this page
 */
public record Page<T>(List<Edge<T>> edges, boolean hasNext, boolean hasPrevious) {

    /** A row and where it lies. */
    public record Edge<T>(String cursor, T node) {}

    /** Where the page lies, as the schema's {@code PageInfo}. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /**
     * Cuts a page from rows that were read with one more than asked for, in reading order (backwards for a backward
     * request).
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> cursor) {
        boolean more = rows.size() > request.size();
        List<T> kept = more ? rows.subList(0, request.size()) : rows;
        List<T> ordered = request.backward() ? kept.reversed() : kept;
        boolean bounded = request.cursor() != null;
        List<Edge<T>> edges =
                ordered.stream().map(row -> new Edge<>(cursor.apply(row), row)).toList();
        return request.backward() ? new Page<>(edges, bounded, more) : new Page<>(edges, more, bounded);
    }

    /** The same page with other rows at the same places. */
    public Page<T> withNodes(List<T> nodes) {
        List<Edge<T>> replaced = IntStream.range(0, nodes.size())
                .mapToObj(place -> new Edge<>(edges.get(place).cursor(), nodes.get(place)))
                .toList();
        return new Page<>(replaced, hasNext, hasPrevious);
    }

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    public PageInfo pageInfo() {
        return new PageInfo(
                hasNext,
                hasPrevious,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }
}
