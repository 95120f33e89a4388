package dev.marquee.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Keeps valid documents parsed, bounded by their length. */
@Component
class DocumentCache implements PreparsedDocumentProvider {

    private static final int CHARACTERS_PER_DOCUMENT = 2_000;

    private final Cache<String, PreparsedDocumentEntry> valid;

    DocumentCache(LimitSettings settings) {
        this.valid = Caffeine.newBuilder()
                .maximumWeight((long) settings.cachedDocuments() * CHARACTERS_PER_DOCUMENT)
                .weigher((String document, PreparsedDocumentEntry entry) -> document.length())
                .build();
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        PreparsedDocumentEntry known = valid.getIfPresent(input.getQuery());
        return CompletableFuture.completedFuture(known == null ? prepared(input, parseAndValidate) : known);
    }

    private PreparsedDocumentEntry prepared(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        PreparsedDocumentEntry entry = parseAndValidate.apply(input);
        if (!entry.hasErrors()) {
            valid.put(input.getQuery(), entry);
        }
        return entry;
    }
}
