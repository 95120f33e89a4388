package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.state.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a call: form fields whose bracketed names nest, as in {@code shipping[address][city]=Bern}. */
public record Params(ObjectNode tree) {

    private static final Pattern NAME = Pattern.compile("^([^\\[\\]]+)((?:\\[[^\\[\\]]*\\])*)$");
    private static final Pattern SEGMENT = Pattern.compile("\\[([^\\[\\]]*)\\]");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    /** Reads a query string or a form body. */
    public static Params parse(@Nullable String encoded) {
        ObjectNode tree = Json.object();
        if (encoded != null) {
            for (String pair : encoded.split("&", -1)) {
                addPair(tree, pair);
            }
        }
        return new Params(tree);
    }

    private static void addPair(ObjectNode tree, String pair) {
        if (!pair.isEmpty()) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            put(tree, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Invalid percent-encoding in the request parameters.");
        }
    }

    private static void put(ObjectNode tree, String name, String value) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw ApiError.invalid("Invalid parameter name: " + name);
        }
        ObjectNode at = tree;
        String key = matcher.group(1);
        for (String next :
                SEGMENT.matcher(matcher.group(2)).results().map(r -> r.group(1)).toList()) {
            at = at.get(key) instanceof ObjectNode inner ? inner : at.putObject(key);
            key = next.isEmpty() ? String.valueOf(at.size()) : next;
        }
        at.put(key, value);
    }

    public boolean has(String name) {
        return tree.has(name);
    }

    /** The text given, or null when it was not given or given empty. */
    public @Nullable String text(String name) {
        String text = Json.text(tree, name);
        return text == null || text.isEmpty() ? null : text;
    }

    public String text(String name, String fallback) {
        String text = text(name);
        return text == null ? fallback : text;
    }

    public String required(String name) {
        String text = text(name);
        if (text == null) {
            throw ApiError.invalid(name, "parameter_missing", "Missing required param: " + name + ".");
        }
        return text;
    }

    /** A whole number, or null when none was given. */
    public @Nullable Long integer(String name) {
        String text = text(name);
        if (text != null && !INTEGER.matcher(text).matches()) {
            throw ApiError.invalid(name, "parameter_invalid_integer", "Invalid integer: " + text);
        }
        return text == null ? null : Long.valueOf(text);
    }

    public long integer(String name, long fallback) {
        Long number = integer(name);
        return number == null ? fallback : number;
    }

    public boolean flag(String name) {
        String text = text(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiError.invalid(name, "parameter_invalid_boolean", "Invalid boolean: " + text);
        }
        return text.equals("true");
    }

    /** One of the values, or the fallback when none was given. */
    public String choice(String name, String fallback, Set<String> values) {
        String text = text(name, fallback);
        if (!values.contains(text)) {
            String all = String.join(", ", values.stream().sorted().toList());
            throw ApiError.invalid("Invalid %s: must be one of %s".formatted(name, all))
                    .with("param", name);
        }
        return text;
    }

    public Params nested(String name) {
        return new Params(tree.get(name) instanceof ObjectNode inner ? inner : Json.object());
    }

    public List<String> list(String name) {
        return nested(name).tree().values().stream().map(JsonNode::asString).toList();
    }

    /** A nested parameter as the JSON that Stripe shows for it. */
    public JsonNode json(String name) {
        return arrays(tree.path(name));
    }

    private static JsonNode arrays(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (!object.isEmpty() && object.propertyNames().stream().allMatch(INDEX.asMatchPredicate())) {
            ArrayNode array = Json.array();
            object.values().forEach(value -> array.add(arrays(value)));
            return array;
        }
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            copy.set(field.getKey(), arrays(field.getValue()));
        }
        return copy;
    }

    /** Refuses every parameter that the endpoint does not know. */
    public void allowOnly(Set<String> known) {
        tree.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid(name, "parameter_unknown", "Received unknown parameter: " + name);
                });
    }
}
