package dev.marquee.platform.transport.http;

import dev.marquee.platform.transport.GraphQlPayload;
import dev.marquee.platform.transport.MalformedRequest;
import dev.marquee.platform.transport.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads a GraphQL request from the parameters of a URL. */
final class QueryParameters {

    private static final List<String> TEXT = List.of("query", "operationName");
    private static final List<String> JSON = List.of("variables", "extensions");

    private QueryParameters() {}

    static GraphQlPayload payloadOf(MultiValueMap<String, String> parameters) {
        Map<String, @Nullable Object> request = new HashMap<>();
        TEXT.forEach(name -> request.put(name, single(parameters, name)));
        JSON.forEach(name -> request.put(name, json(single(parameters, name))));
        GraphQlPayload payload = GraphQlPayload.from(request);
        if (!payload.extensions().containsKey("persistedQuery")) {
            throw new MalformedRequest("GET needs `extensions.persistedQuery`; send other documents by POST");
        }
        return payload;
    }

    private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new MalformedRequest("`" + name + "` is given twice");
        }
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    private static @Nullable Object json(@Nullable String text) {
        return text == null ? null : StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
