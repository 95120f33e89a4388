package dev.marquee.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** What a visitor does with the public list of events, through the API. */
final class Finder {

    private static final String LIST = """
            query($filter: EventFilter, $orderBy: EventOrder, $first: Int, $after: String, $last: Int, $before: String) {
              events(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
                nodes { id title }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                totalCount } }
            """;

    private final HttpGraphQlTester visitor;

    Finder(HttpGraphQlTester visitor) {
        this.visitor = visitor;
    }

    /** The ids of the first hundred events. */
    List<String> ids(Map<String, ?> filter, String orderBy) {
        return ids(page(filter, orderBy, Map.of("first", 100)));
    }

    static List<String> ids(GraphQlTester.Response page) {
        return page.path("events.nodes[*].id").entityList(String.class).get();
    }

    static @Nullable String cursor(GraphQlTester.Response page, String which) {
        return page.path("events.pageInfo." + which).entity(String.class).get();
    }

    static boolean has(GraphQlTester.Response page, String which) {
        return page.path("events.pageInfo." + which).entity(Boolean.class).get();
    }

    GraphQlTester.Response page(Map<String, ?> filter, String orderBy, Map<String, ? extends @Nullable Object> place) {
        Map<String, @Nullable Object> variables = new HashMap<>(place);
        variables.put("filter", filter);
        variables.put("orderBy", orderBy);
        GraphQlTester.Request<?> request = visitor.document(LIST);
        variables.forEach(request::variable);
        return request.execute();
    }
}
