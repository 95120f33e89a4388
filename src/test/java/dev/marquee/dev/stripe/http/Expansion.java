package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.state.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces ids by the objects they name, where {@code expand[]} asks for it. */
public final class Expansion {

    private static final Set<String> EXPANDABLE = Set.of(
            "balance_transaction",
            "charge",
            "customer",
            "data",
            "latest_charge",
            "payment_intent",
            "payment_method",
            "refunds",
            "source");
    private static final Map<String, String> TYPES = Map.of(
            "pi", "payment_intent",
            "ch", "charge",
            "re", "refund",
            "pm", "payment_method",
            "txn", "balance_transaction");

    private final Store store;

    public Expansion(Store store) {
        this.store = store;
    }

    /** Refuses paths that are too deep or name what cannot be expanded; called before anything happens. */
    public static void check(Params params) {
        for (String path : params.list("expand")) {
            List<String> steps = List.of(path.split("\\.", -1));
            if (steps.size() > 4) {
                throw ApiError.invalid("You cannot expand more than 4 levels of a property (%s).".formatted(path));
            }
            if (!EXPANDABLE.containsAll(steps)) {
                throw ApiError.invalid("This property cannot be expanded (%s).".formatted(path));
            }
        }
    }

    public JsonNode apply(Params params, JsonNode body) {
        for (String path : params.list("expand")) {
            expand(body, List.of(path.split("\\.", -1)));
        }
        return body;
    }

    private void expand(JsonNode node, List<String> steps) {
        if (node.isArray()) {
            node.values().forEach(element -> expand(element, steps));
        } else if (!steps.isEmpty() && node instanceof ObjectNode object) {
            String field = steps.getFirst();
            String id = Json.text(object, field);
            if (id != null) {
                find(id).ifPresent(found -> object.set(field, found));
            }
            expand(object.path(field), steps.subList(1, steps.size()));
        }
    }

    private Optional<ObjectNode> find(String id) {
        String type = TYPES.get(id.substring(0, Math.max(0, id.indexOf('_'))));
        return type == null ? Optional.empty() : store.find(type, id);
    }
}
