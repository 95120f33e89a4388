package dev.marquee.dev.stripe.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the emulator's JSON trees. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static ObjectNode parse(String json) {
        return (ObjectNode) read(json);
    }

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    public static String compact(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static String pretty(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    /** The text of a field, or null when it is absent, null or not a plain value. */
    public static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asString();
    }

    /** The text of a field that has to be there. */
    public static String require(JsonNode node, String field) {
        return Objects.requireNonNull(text(node, field), field);
    }

    /** The number in a field, 0 when it is absent or null. */
    public static long number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null ? 0 : value.asLong(0);
    }

    public static boolean flag(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.asBoolean(false);
    }

    /** The object in a field that has to be there. */
    public static ObjectNode child(JsonNode node, String field) {
        return (ObjectNode) Objects.requireNonNull(node.get(field), field);
    }
}
