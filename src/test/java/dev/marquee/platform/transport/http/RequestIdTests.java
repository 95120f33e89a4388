package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TransportTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class RequestIdTests {

    @LocalServerPort
    int port;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @Test
    void carriesTheIdOfTheClientIntoLogAndAnswer() {
        var response = ask("my-request.1");
        assertThat(response.headers().firstValue("X-Request-Id")).contains("my-request.1");
        assertThat(response.body()).contains("\"requestId\":\"my-request.1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "<script>", "${jndi}"})
    void replacesAnIdThatIsNone(String id) {
        var response = ask(id);
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent().isNotEqualTo(java.util.Optional.of(id));
        assertThat(response.body()).doesNotContain(id).doesNotContain("\"requestId\":null");
    }

    @Test
    void tellsBrowsersToTakeNothingForGranted() {
        var headers = ask("any").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }

    private HttpResponse<String> ask(String id) {
        return probe.send(probe.request()
                .header("X-Request-Id", id)
                .POST(BodyPublishers.ofString("{\"query\":\"{ requestId }\"}")));
    }
}
