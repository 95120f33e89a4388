package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages of objects, newest first, with Stripe's cursors and limits. */
public final class Lists {

    private static final Set<String> PARAMS = Set.of("limit", "starting_after", "ending_before", "created", "expand");

    private final Store store;

    public Lists(Store store) {
        this.store = store;
    }

    /** A page of the objects of a type whose named fields equal the parameters of the same name. */
    public ObjectNode page(Call call, String type, Set<String> filters) {
        Set<String> known = new HashSet<>(PARAMS);
        known.addAll(filters);
        call.params().allowOnly(known);
        long limit = limit(call.params());
        List<ObjectNode> found = window(call.params(), type, matching(call.params(), filters), limit + 1);
        boolean more = found.size() > limit;
        boolean backwards = call.params().has("ending_before");
        List<ObjectNode> shown = more ? found.subList(0, (int) limit) : found;
        ArrayNode data = Json.array().addAll(backwards ? shown.reversed() : shown);
        ObjectNode page = Json.object().put("object", "list");
        page.set("data", data);
        return page.put("has_more", more).put("url", call.path());
    }

    private static long limit(Params params) {
        long limit = params.integer("limit", 10);
        if (limit < 1 || limit > 100) {
            throw ApiError.invalid(
                    "limit", "parameter_invalid_integer", "Invalid limit: must be between 1 and 100 inclusive.");
        }
        return limit;
    }

    private List<ObjectNode> window(Params params, String type, Predicate<ObjectNode> matching, long count) {
        List<String> newestFirst = new ArrayList<>(store.ids(type).reversed());
        if (params.text("ending_before") != null) {
            int end = indexOf(newestFirst, type, params, "ending_before");
            return load(type, newestFirst.subList(0, end).reversed(), matching, count);
        }
        int start =
                params.text("starting_after") == null ? 0 : indexOf(newestFirst, type, params, "starting_after") + 1;
        return load(type, newestFirst.subList(start, newestFirst.size()), matching, count);
    }

    private static int indexOf(List<String> ids, String type, Params params, String name) {
        String id = params.required(name);
        int index = ids.indexOf(id);
        if (index < 0) {
            throw ApiError.missing(type, id, name);
        }
        return index;
    }

    private List<ObjectNode> load(String type, List<String> ids, Predicate<ObjectNode> matching, long count) {
        return ids.stream()
                .flatMap(id -> store.find(type, id).stream())
                .filter(matching)
                .limit(count)
                .toList();
    }

    private static Predicate<ObjectNode> matching(Params params, Set<String> filters) {
        Predicate<ObjectNode> matching = created(params.nested("created"));
        for (String filter : filters) {
            String wanted = params.text(filter);
            if (wanted != null) {
                matching = matching.and(object -> wanted.equals(Json.text(object, filter)));
            }
        }
        return matching;
    }

    private static Predicate<ObjectNode> created(Params range) {
        range.allowOnly(Set.of("gt", "gte", "lt", "lte"));
        long from = Math.max(range.integer("gte", 0), range.integer("gt", -1) + 1);
        long to = Math.min(range.integer("lte", Long.MAX_VALUE), range.integer("lt", Long.MAX_VALUE) - 1);
        return object -> Json.number(object, "created") >= from && Json.number(object, "created") <= to;
    }
}
