package dev.marquee.platform.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GraphQL request as the client put it; the document may be named by its digest only. */
public record GraphQlPayload(
        @Nullable String query,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, Object> extensions) {

    /** Reads a request; {@link MalformedRequest} when a part of it has the wrong type. */
    public static GraphQlPayload from(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> body)) {
            throw new MalformedRequest("A GraphQL request is a JSON object");
        }
        return new GraphQlPayload(
                string(body, "query"),
                string(body, "operationName"),
                object(body, "variables"),
                object(body, "extensions"));
    }

    private static @Nullable String string(Map<?, ?> body, String key) {
        Object value = body.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new MalformedRequest("`" + key + "` must be a string");
    }

    @SuppressWarnings("unchecked")
    private static <V extends @Nullable Object> Map<String, V> object(Map<?, ?> body, String key) {
        Object value = body.get(key);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, V>) map;
        }
        throw new MalformedRequest("`" + key + "` must be an object");
    }

    /** The SHA-256 digest that names the document, when the request carries one. */
    @Nullable String digest() {
        Object persisted = extensions.get("persistedQuery");
        if (persisted == null) {
            return null;
        }
        if (persisted instanceof Map<?, ?> map && map.get("sha256Hash") instanceof String digest) {
            return digest;
        }
        throw new MalformedRequest("`extensions.persistedQuery` needs a `sha256Hash`");
    }
}
