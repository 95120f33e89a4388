package dev.marquee.catalog;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.OPTIONS;

import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;

/** Tells each connection how much a misspelt word may differ: enough for two letters of six that changed places. */
@Component
class SearchTolerance implements ConnectionFactoryOptionsBuilderCustomizer {

    /** Settings of a connection to PostgreSQL. */
    static final Map<String, String> SETTINGS = Map.of("pg_trgm.word_similarity_threshold", "0.42");

    @Override
    public void customize(ConnectionFactoryOptions.Builder builder) {
        builder.option(OPTIONS, SETTINGS);
    }
}
