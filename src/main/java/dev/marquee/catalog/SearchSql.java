package dev.marquee.catalog;

import static java.util.stream.Collectors.joining;

import dev.marquee.catalog.EventFilter.Near;
import dev.marquee.catalog.EventFilter.PriceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a search, composed of the conditions that it names.
 *
 * <p>PostgreSQL keeps the plan of a prepared statement only as long as no values make another one look cheaper. Those that
 * nearly each statement has must not: a page's size is written out, the present and its beginning are subqueries. Planning
 * each page of ticket types anew took 0.45 ms of PostgreSQL's 0.95. A text, a city, prices and another time it knows, since
 * the best plan depends on them.
 */
final class SearchSql {

    /** Each event has its listing; a left join is left out by PostgreSQL where nothing of it is asked for. */
    private static final String TABLES = " from event e left join event_listing l on l.event_id = e.id where ";

    private final EventSearch search;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private SearchSql(EventSearch search) {
        this.search = search;
    }

    /** The statement that finds every event of the search. */
    static SearchSql of(EventSearch search) {
        SearchSql sql = new SearchSql(search);
        sql.conditions.add("e.status = 'PUBLISHED'");
        sql.time();
        sql.text(search.text());
        sql.place();
        sql.near(search.filter().near());
        sql.price(search.filter().price());
        return sql;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Counts all of them. */
    String count() {
        return "select count(*) as total" + TABLES + String.join(" and ", conditions);
    }

    /**
     * Reads a page in the direction of reading, beyond the row with the given sort value and id if there is one.
     *
     * @param columns what to read of the event {@code e} and its listing {@code l}, besides {@code sort}
     */
    String page(String columns, @Nullable Object sort, @Nullable UUID id, boolean backward, int limit) {
        EventOrder order = search.order();
        boolean ascending = order.ascending(backward);
        List<String> all = new ArrayList<>(conditions);
        if (sort != null && id != null) {
            all.add("(" + order.value() + ", e.id) " + (ascending ? ">" : "<") + " ((select :sort), (select :id))");
            values.put("sort", sort);
            values.put("id", id);
        }
        if (order == EventOrder.RELEVANCE) {
            values.put("text", String.valueOf(search.text()));
        }
        String direction = ascending ? " asc" : " desc";
        return "select " + columns + ", " + order.value() + " as sort" + TABLES + String.join(" and ", all)
                + " order by " + order.value() + direction + ", e.id" + direction + " limit " + limit;
    }

    private void time() {
        add(search.filter().from() == null ? "e.ends_at > (select :from)" : "e.ends_at > :from", "from", search.from());
        if (search.filter().to() != null) {
            add("e.starts_at < :to", "to", search.filter().to().toInstant());
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            return;
        }
        String exact = "e.search @@ websearch_to_tsquery('simple', plain_text(:text))";
        String[] words = search.words();
        String misspelt = IntStream.range(0, words.length)
                .mapToObj(i -> "plain_text(:word" + i + ") <% e.search_text")
                .collect(joining(" and "));
        add(words.length == 0 ? exact : "(" + exact + " or (" + misspelt + "))", "text", text);
        IntStream.range(0, words.length).forEach(i -> values.put("word" + i, words[i]));
    }

    private void place() {
        if (search.filter().category() != null) {
            String category = search.filter().category();
            add("e.category_id = (select c.id from category c where c.slug = :category)", "category", category);
        }
        if (search.filter().city() != null) {
            add(
                    "plain_text(e.city) = plain_text(:city)",
                    "city",
                    search.filter().city().strip());
        }
    }

    private void near(@Nullable Near near) {
        if (near == null) {
            return;
        }
        List<MapBox> boxes = MapBox.around(near.latitude(), near.longitude(), near.radiusKm());
        conditions.add(IntStream.range(0, boxes.size())
                .mapToObj(i -> box(i, boxes.get(i)))
                .collect(joining(" or ", "(", ")")));
        add("distance_km(:latitude, :longitude, e.latitude, e.longitude) <= :radius", "radius", (double)
                near.radiusKm());
        values.put("latitude", near.latitude());
        values.put("longitude", near.longitude());
    }

    private String box(int number, MapBox box) {
        values.put("west" + number, box.west());
        values.put("south" + number, box.south());
        values.put("east" + number, box.east());
        values.put("north" + number, box.north());
        return "point(e.longitude, e.latitude) <@ box(point(:east%1$d, :north%1$d), point(:west%1$d, :south%1$d))"
                .formatted(number);
    }

    private void price(@Nullable PriceRange price) {
        if (Boolean.TRUE.equals(search.filter().onlyAvailable())) {
            conditions.add("not l.sold_out and l.price_min is not null");
        }
        if (price == null) {
            return;
        }
        add("e.currency = :currency", "currency", price.currency().getCurrencyCode());
        add("l.price_max >= :least", "least", price.min() == null ? 0L : price.min());
        add("l.price_min <= :greatest", "greatest", price.max() == null ? Long.MAX_VALUE : price.max());
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
