package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.http.Call.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Finds the endpoint for a method and a path such as {@code /v1/refunds/{id}}. */
public final class Router {

    private final List<Route> routes = new ArrayList<>();

    /** An endpoint, who may call it, and the path variables of one call. */
    public record Match(Access access, Map<String, String> variables, Function<Call, JsonNode> endpoint) {}

    private record Route(String method, List<String> segments, Access access, Function<Call, JsonNode> endpoint) {}

    /** Adds an endpoint for callers with the secret key. */
    public Router on(String method, String pattern, Function<Call, JsonNode> endpoint) {
        routes.add(new Route(method, segments(pattern), Access.SECRET, endpoint));
        return this;
    }

    /** Adds an endpoint that a browser may call with the publishable key too. */
    public Router open(String method, String pattern, Function<Call, JsonNode> endpoint) {
        routes.add(new Route(method, segments(pattern), Access.PUBLISHABLE, endpoint));
        return this;
    }

    public Optional<Match> find(String method, String path) {
        List<String> segments = segments(path);
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> match(route, segments).stream())
                .findFirst();
    }

    private static Optional<Match> match(Route route, List<String> segments) {
        if (route.segments().size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = route.segments().get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(route.access(), variables, route.endpoint()));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
