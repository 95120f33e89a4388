package dev.marquee.dev.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.marquee.dev.stripe.http.Answer;
import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Faults;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.state.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The HTTP server on the loopback interface: reads requests and writes answers. */
final class Server implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 20;

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Server(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException("The Stripe emulator cannot listen on port " + port, e);
        }
        server.setExecutor(workers);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Serves the API, and everything under {@code /_emulator} by the controls. */
    void start(Function<Api.Request, Answer> api, Function<Api.Request, Answer> controls) {
        server.createContext("/", exchange -> serve(exchange, api));
        server.createContext("/_emulator/", exchange -> serve(exchange, controls));
        server.start();
    }

    private static void serve(HttpExchange exchange, Function<Api.Request, Answer> handler) throws IOException {
        try (exchange) {
            respond(exchange, handler);
        }
    }

    private static void respond(HttpExchange exchange, Function<Api.Request, Answer> handler) throws IOException {
        try {
            write(exchange, answer(exchange, handler));
        } catch (Faults.ConnectionDropped dropped) {
            breakOff(exchange);
        }
    }

    /** Closes in the middle of the answer: clients silently repeat a POST that was closed before it. */
    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
    }

    private static Answer answer(HttpExchange exchange, Function<Api.Request, Answer> handler) throws IOException {
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            return new Answer(200, Json.object());
        }
        try {
            return handler.apply(read(exchange));
        } catch (ApiError error) {
            return error.answer();
        } catch (Faults.ConnectionDropped dropped) {
            throw dropped;
        } catch (RuntimeException bug) {
            return ApiError.of(500, "api_error", "The emulator failed: " + bug).answer();
        }
    }

    private static Api.Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw ApiError.of(413, "invalid_request_error", "The request body is too large.");
        }
        boolean form = exchange.getRequestMethod().equals("POST");
        String encoded = form
                ? new String(body, StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery();
        return new Api.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Params.parse(encoded),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Stripe-Version"));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = (Json.pretty(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*, Authorization");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Request-Id");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
