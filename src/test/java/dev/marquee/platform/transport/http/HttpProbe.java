package dev.marquee.platform.transport.http;

import dev.marquee.platform.transport.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Sends raw HTTP requests to the server under test. */
final class HttpProbe {

    static final String GRAPHQL_RESPONSE = "application/graphql-response+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;

    HttpProbe(int port) {
        this.uri = URI.create("http://localhost:" + port + "/graphql");
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    }

    HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(uri + query));
    }

    HttpResponse<String> post(String json) {
        return post(BodyPublishers.ofString(json));
    }

    HttpResponse<String> post(BodyPublisher body) {
        return send(request().header("Accept", GRAPHQL_RESPONSE).POST(body));
    }

    HttpResponse<String> ask(String document) {
        return ask(document, Map.of());
    }

    HttpResponse<String> ask(String document, Map<String, Object> variables) {
        return post(json(Map.of("query", document, "variables", variables)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String json(Object value) {
        return new String(StrictJson.write(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
