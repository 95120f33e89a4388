package dev.marquee.platform.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The documents that clients may name by their digest: fixed ones, and a bounded number that clients register. */
@Component
class PersistedDocuments {

    private static final int CHARACTERS_PER_DOCUMENT = 4_000;

    private final Map<String, String> fixed;
    private final Cache<String, String> automatic;
    private final boolean fixedOnly;

    PersistedDocuments(TransportSettings settings) {
        this.fixed = settings.persistedDocuments() == null ? Map.of() : load(settings.persistedDocuments());
        this.automatic = Caffeine.newBuilder()
                .maximumWeight((long) settings.automaticDocuments() * CHARACTERS_PER_DOCUMENT)
                .weigher((String digest, String document) -> document.length())
                .build();
        this.fixedOnly = settings.persistedOnly();
    }

    /** The document to execute; {@link MalformedRequest} or {@link DocumentUnknown} when there is none. */
    String documentOf(GraphQlPayload payload) {
        String digest = payload.digest();
        String query = payload.query();
        if (digest != null) {
            return query == null || fixedOnly ? known(digest) : register(digest, query);
        }
        if (query == null || query.isBlank()) {
            throw new MalformedRequest("`query` is missing");
        }
        if (fixedOnly && !query.equals(fixed.get(digest(query)))) {
            throw new DocumentUnknown("Only registered documents are executed");
        }
        return query;
    }

    private String known(String digest) {
        String document = fixed.get(digest);
        if (document == null && !fixedOnly) {
            document = automatic.getIfPresent(digest);
        }
        if (document == null) {
            throw new DocumentUnknown("PersistedQueryNotFound");
        }
        return document;
    }

    private String register(String digest, String query) {
        if (!digest(query).equalsIgnoreCase(digest)) {
            throw new MalformedRequest("`sha256Hash` is not the digest of `query`");
        }
        automatic.put(digest, query);
        return query;
    }

    private static Map<String, String> load(Resource resource) {
        try {
            return verified(StrictJson.read(resource.getContentAsByteArray()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("marquee.http.persisted-documents cannot be read", unreadable);
        }
    }

    private static Map<String, String> verified(@Nullable Object json) {
        Map<String, String> documents = new HashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((digest, document) -> documents.put(String.valueOf(digest), String.valueOf(document)));
        }
        documents.forEach((digest, document) -> {
            if (!digest.equals(digest(document))) {
                throw new IllegalStateException("marquee.http.persisted-documents: wrong digest " + digest);
            }
        });
        return Map.copyOf(documents);
    }

    private static String digest(String document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
