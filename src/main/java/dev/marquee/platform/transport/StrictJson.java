package dev.marquee.platform.transport;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON without guessing: no key twice, nothing after the value, bounded nesting. */
public final class StrictJson {

    private static final int MAX_NESTING = 64;
    private static final int MAX_DIGITS = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The value as maps, lists, strings, numbers, booleans and null; {@link MalformedRequest} when it is no JSON. */
    public static @Nullable Object read(byte[] json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JacksonException notJson) {
            throw new MalformedRequest(describe(notJson.getLocation()));
        }
    }

    private static String describe(@Nullable TokenStreamLocation place) {
        return place == null
                ? "The body is not valid JSON"
                : "The body is not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** The value's UTF-8 bytes. */
    public static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
