package dev.marquee.dev.stripe;

import dev.marquee.dev.stripe.state.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Plain HTTP, for what stripe-java does not send. */
final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    record Reply(int status, JsonNode json) {}

    static Reply post(String url, String form, String... headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                headers);
    }

    static Reply get(String url, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)), headers);
    }

    private static Reply send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        HttpRequest built = (headers.length == 0 ? request : request.headers(headers)).build();
        HttpResponse<String> response = CLIENT.send(built, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), Json.read(response.body()));
    }
}
