package dev.marquee.platform.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads the examples that lie beside the page. */
final class Examples {

    private static final String ENDING = ".graphql";

    private Examples() {}

    /** All examples in the order of the flow. */
    static List<Example> load() {
        try {
            Resource[] documents =
                    new PathMatchingResourcePatternResolver().getResources("classpath:/playground/examples/*" + ENDING);
            return Arrays.stream(documents)
                    .map(Examples::read)
                    .sorted(Comparator.comparing(Example::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example read(Resource document) {
        String file = Objects.requireNonNull(document.getFilename());
        String name = file.substring(0, file.length() - ENDING.length());
        try {
            Resource variables = document.createRelative(name + ".json");
            return new Example(
                    name,
                    document.getContentAsString(StandardCharsets.UTF_8),
                    variables.exists() ? variables.getContentAsString(StandardCharsets.UTF_8) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
