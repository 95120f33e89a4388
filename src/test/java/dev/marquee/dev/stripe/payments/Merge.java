package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.state.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes parameters over into an object as Stripe does: what is not given stays, what is given empty goes. */
final class Merge {

    private Merge() {}

    static void metadata(ObjectNode object, Params params) {
        if (!params.has("metadata")) {
            return;
        }
        ObjectNode metadata = Json.child(object, "metadata");
        if (!(params.json("metadata") instanceof ObjectNode given)) {
            metadata.removeAll();
            return;
        }
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            put(metadata, field.getKey(), field.getValue().asString(""));
        }
        if (metadata.size() > 50) {
            throw ApiError.invalid("Metadata can have at most 50 keys.").with("param", "metadata");
        }
    }

    private static void put(ObjectNode metadata, String key, String value) {
        if (key.length() > 40 || value.length() > 500) {
            throw ApiError.invalid("Metadata keys can be up to 40 characters long and values up to 500.")
                    .with("param", "metadata[%s]".formatted(key));
        }
        if (value.isEmpty()) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
    }

    /** Copies the named parameters: texts as texts, nested ones as objects, empty ones as null. */
    static void fields(ObjectNode object, Params params, Iterable<String> names) {
        for (String name : names) {
            if (params.has(name)) {
                JsonNode value = params.json(name);
                object.set(name, value.isString() && value.asString().isEmpty() ? object.nullNode() : value);
            }
        }
    }

    static void into(ObjectNode target, JsonNode given) {
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            target.set(field.getKey(), field.getValue());
        }
    }
}
