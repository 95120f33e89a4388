package dev.marquee.platform.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The forms in which an answer can be written. */
enum AnswerType {
    JSON("application/json"),
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    EVENT_STREAM("text/event-stream");

    private final String name;

    AnswerType(String name) {
        this.name = name;
    }

    MediaType withCharset() {
        return new MediaType(MediaType.parseMediaType(name), StandardCharsets.UTF_8);
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
        return List.of(values()).stream()
                .filter(type -> range.equalsTypeAndSubtype(MediaType.parseMediaType(type.name)))
                .findFirst();
    }
}
