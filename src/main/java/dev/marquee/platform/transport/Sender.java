package dev.marquee.platform.transport;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * What is known of the connection that a request came over.
 *
 * @param requestId id of this one request, also the id of its execution
 */
public record Sender(
        URI uri,
        HttpHeaders headers,
        MultiValueMap<String, HttpCookie> cookies,
        @Nullable InetSocketAddress remoteAddress,
        Map<String, Object> attributes,
        String requestId) {

    /** The same connection, another request. */
    public Sender withRequestId(String id) {
        return new Sender(uri, headers, cookies, remoteAddress, attributes, id);
    }

    WebGraphQlRequest ask(String document, GraphQlPayload payload) {
        var request =
                new DefaultGraphQlRequest(document, payload.operationName(), payload.variables(), payload.extensions());
        return new WebGraphQlRequest(
                uri, headers, cookies, remoteAddress, attributes, request, requestId, Locale.ENGLISH);
    }
}
