package dev.marquee.dev;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

/** Clients of the application under test; inject it into a {@link MarqueeTest}. */
@TestComponent
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The introspection of the schema is long. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Environment environment;

    Api(Environment environment) {
        this.environment = environment;
    }

    /** Clients of an application that listens on a port of this machine. */
    public static Api at(int port) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("port", Map.of("local.server.port", port)));
        return new Api(environment);
    }

    public int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** Plain HTTP, relative to the application's root. */
    public WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
    }

    /** GraphQL over HTTP with nobody signed in. */
    public HttpGraphQlTester anonymous() {
        return HttpGraphQlTester.create(http().mutate()
                .baseUrl("http://127.0.0.1:" + port() + "/graphql")
                .build());
    }

    /** GraphQL over HTTP with a bearer token. */
    public HttpGraphQlTester as(String token) {
        return anonymous()
                .mutate()
                .headers(headers -> headers.setBearerAuth(token))
                .build();
    }

    /** GraphQL over a WebSocket with a bearer token in the handshake; stop it when done. */
    public WebSocketGraphQlTester webSocket(String token) {
        return WebSocketGraphQlTester.builder(
                        URI.create("ws://127.0.0.1:" + port() + "/graphql"), new ReactorNettyWebSocketClient())
                .headers(headers -> headers.setBearerAuth(token))
                .build();
    }
}
