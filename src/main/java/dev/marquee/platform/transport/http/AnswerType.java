package dev.marquee.platform.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

/** The forms in which an answer can be written. */
enum AnswerType {
    JSON("application/json"),
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    EVENT_STREAM("text/event-stream");

    private static final Map<AnswerType, MediaType> PLAIN = types(type -> MediaType.parseMediaType(type.name));
    private static final Map<AnswerType, MediaType> WITH_CHARSET =
            types(type -> new MediaType(MediaType.parseMediaType(type.name), StandardCharsets.UTF_8));

    private final String name;

    AnswerType(String name) {
        this.name = name;
    }

    MediaType withCharset() {
        return Objects.requireNonNull(WITH_CHARSET.get(this));
    }

    private static Map<AnswerType, MediaType> types(Function<AnswerType, MediaType> type) {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Function.identity(), type));
    }

    /** What the client likes best; a named type goes before a wildcard, and no wish at all means plain JSON. */
    static Optional<AnswerType> negotiate(List<MediaType> accepted) {
        if (accepted.isEmpty()) {
            return Optional.of(JSON);
        }
        return accepted.stream()
                .filter(range -> range.getQualityValue() > 0)
                .filter(range -> named(range).isPresent() || range.includes(MediaType.APPLICATION_JSON))
                .min(Comparator.comparingDouble(MediaType::getQualityValue)
                        .reversed()
                        .thenComparing(MediaType::isWildcardSubtype))
                .map(range -> named(range).orElse(JSON));
    }

    private static Optional<AnswerType> named(MediaType range) {
        return Arrays.stream(values())
                .filter(type -> range.equalsTypeAndSubtype(PLAIN.get(type)))
                .findFirst();
    }
}
