package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.RawHttp;
import dev.marquee.platform.transport.TransportTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class KeepAliveTests {

    private static final String SLOW_QUERY = """
            {"query":"{ never }"}""";
    private static final String SLOW = """
            POST /graphql HTTP/1.1\r
            Host: marquee\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s""".formatted(SLOW_QUERY.length(), SLOW_QUERY);
    private static final String FAST = """
            PUT /graphql HTTP/1.1\r
            Host: marquee\r
            \r
            """;

    @LocalServerPort
    int port;

    @Test
    void answersRequestsThatComeBeforeTheLastOneIsAnsweredAndThoseThatFollow() {
        try (RawHttp connection = RawHttp.connect(port)) {
            connection.say(SLOW + FAST);
            assertThat(connection.status()).contains("503");
            assertThat(connection.status()).contains("405");
            connection.say(FAST);
            assertThat(connection.status()).contains("405");
        }
    }
}
