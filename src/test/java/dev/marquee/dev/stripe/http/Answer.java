package dev.marquee.dev.stripe.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes back over HTTP. */
public record Answer(int status, JsonNode body, Map<String, String> headers) {

    public Answer(int status, JsonNode body) {
        this(status, body, Map.of());
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more);
    }
}
