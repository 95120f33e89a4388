package dev.marquee.platform.limits;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the cache of documents before the parser. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    GraphQlSourceBuilderCustomizer documentCacheCustomizer(DocumentCache cache) {
        return builder -> builder.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(cache));
    }
}
