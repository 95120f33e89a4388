package dev.marquee.dev.stripe.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Fresh objects of each type with every key that Stripe's has, from the templates beside this class. */
public final class Shapes {

    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private Shapes() {}

    /** A new object of that type with its id and time of creation set. */
    public static ObjectNode create(String type, String prefix, long created) {
        ObjectNode object = Json.parse(TEMPLATES.computeIfAbsent(type, Shapes::read));
        object.put("id", Ids.next(prefix));
        object.put("created", created);
        return object;
    }

    private static String read(String type) {
        try (InputStream in = Objects.requireNonNull(Shapes.class.getResourceAsStream(type + ".json"), type)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
