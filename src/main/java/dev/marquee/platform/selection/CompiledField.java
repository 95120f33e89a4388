package dev.marquee.platform.selection;

import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A field of {@code Query} that can be answered by one statement, whatever is selected below it. */
public interface CompiledField {

    /** Its name. */
    String name();

    /** Compiles what is selected below it. */
    Plan compile(Below selected);

    /** Answers the field. */
    @FunctionalInterface
    interface Plan {

        /** What is selected, as it is to be answered; empty for null. */
        Mono<Map<String, @Nullable Object>> answer(DataFetchingEnvironment field);
    }
}
