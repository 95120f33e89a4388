package dev.marquee;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Questions about events, by slug or in lists with any filter, order and place. */
final class RandomQuestions {

    private final Random random;
    private final List<String> slugs;
    private final List<String> cursors;

    /**
     * Questions.
     *
     * @param slugs events to ask for
     * @param cursors places to go on from, more of them as answers tell them
     */
    RandomQuestions(Random random, List<String> slugs, List<String> cursors) {
        this.random = random;
        this.slugs = slugs;
        this.cursors = cursors;
    }

    /** A document and its variables. */
    Map<String, Object> about(RandomSelection selections) {
        return random.nextBoolean() ? page(selections) : list(selections);
    }

    private Map<String, Object> page(RandomSelection selections) {
        String document = "query($slug: String!, $yes: Boolean!, $no: Boolean!) { event(slug: $slug) "
                + selections.of("Event") + " yes: __typename @include(if: $yes) no: __typename @include(if: $no) }";
        return question(document, Map.of("slug", any(slugs)));
    }

    private Map<String, Object> list(RandomSelection selections) {
        String document = """
                query($filter: EventFilter, $orderBy: EventOrder, $first: Int, $after: String, $last: Int, $before: String,
                  $yes: Boolean!, $no: Boolean!) {
                  events(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before)
                  %s yes: __typename @include(if: $yes) no: __typename @include(if: $no) }
                """.formatted(selections.of("EventConnection"));
        Map<String, Object> variables = new HashMap<>();
        if (random.nextInt(4) > 0) {
            variables.put("filter", filter());
        }
        if (random.nextBoolean()) {
            variables.put("orderBy", any(List.of("START", "START", "NEWEST", "DISTANCE", "RELEVANCE")));
        }
        if (random.nextBoolean()) {
            variables.put(any(List.of("first", "first", "last")), random.nextInt(1, 8));
        }
        if (random.nextInt(3) == 0) {
            variables.put(any(List.of("after", "after", "before")), any(cursors));
        }
        return question(document, variables);
    }

    private Map<String, Object> filter() {
        Map<String, Object> filter = new HashMap<>();
        maybe(filter, "text", any(List.of("night", "nihgt", "\"night out\"", "oslo -lyon", "-", " ")));
        maybe(filter, "category", any(List.of("music", "music", "theatre", "none")));
        maybe(filter, "city", any(List.of("OSLO", "Lyon", "Kyiv")));
        maybe(filter, "near", Map.of("latitude", 50 + random.nextInt(14), "longitude", 10.5, "radiusKm", 400));
        maybe(
                filter,
                "from",
                Instant.now().plus(random.nextInt(60), ChronoUnit.DAYS).toString());
        maybe(filter, "to", Instant.now().plus(40, ChronoUnit.DAYS).toString());
        maybe(filter, "price", Map.of("currency", "EUR", "min", random.nextInt(900), "max", 800));
        maybe(filter, "onlyAvailable", random.nextBoolean());
        return filter;
    }

    private void maybe(Map<String, Object> filter, String name, Object value) {
        if (random.nextInt(5) == 0) {
            filter.put(name, value);
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static Map<String, Object> question(String document, Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("yes", true);
        variables.put("no", false);
        return Map.of("query", document, "variables", variables);
    }
}
