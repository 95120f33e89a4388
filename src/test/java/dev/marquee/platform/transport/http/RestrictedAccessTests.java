package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TransportTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TransportTest
@TestPropertySource(
        properties = {
            "marquee.http.persisted-only=true",
            "marquee.http.persisted-documents=classpath:transport/persisted.json",
            "marquee.http.allowed-origins=https://app.example"
        })
class RestrictedAccessTests {

    @LocalServerPort
    int port;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @Test
    void executesRegisteredDocumentsOnly() {
        assertThat(probe.ask("{ __typename }").statusCode()).isEqualTo(200);
        var other = probe.ask("{ whoami }");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("Only registered documents");
    }

    @Test
    void answersPagesOfAllowedOriginsOnly() {
        assertThat(from("https://elsewhere.example").statusCode()).isEqualTo(403);
        var allowed = from("https://app.example");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example");
    }

    @Test
    void letsAllowedOriginsAskBeforehand() {
        var response = probe.send(probe.request("")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .isPresent();
    }

    private HttpResponse<String> from(String origin) {
        return probe.send(probe.request()
                .header("Origin", origin)
                .POST(BodyPublishers.ofString("{\"query\":\"{ __typename }\"}")));
    }
}
