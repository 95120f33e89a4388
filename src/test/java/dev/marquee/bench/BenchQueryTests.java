package dev.marquee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.MarqueeTest;
import graphql.parser.Parser;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** The documents that the benchmark sends fit the schema as it is. */
@MarqueeTest
class BenchQueryTests {

    @Autowired
    private GraphQlSource source;

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bench", "queries"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void asksForWhatThereIs(Path document) throws IOException {
        var errors = new Validator()
                .validateDocument(source.schema(), Parser.parse(Files.readString(document)), Locale.ROOT);

        assertThat(errors).isEmpty();
    }
}
