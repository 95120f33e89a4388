package dev.marquee.platform.selection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;

/** Executes queries by {@link CompleteValues}, with the same handling of failures. */
@Configuration(proxyBeanMethods = false)
class SelectionConfiguration {

    @Bean
    GraphQlSourceBuilderCustomizer completeValuesCustomizer(ObjectProvider<DataFetcherExceptionResolver> resolvers) {
        return builder -> builder.configureGraphQl(graphQl ->
                graphQl.queryExecutionStrategy(new CompleteValues(DataFetcherExceptionResolver.createExceptionHandler(
                        resolvers.orderedStream().toList()))));
    }
}
