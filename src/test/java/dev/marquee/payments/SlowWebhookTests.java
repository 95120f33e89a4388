package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.RawHttp;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowWebhookTests {

    @Test
    void givesUpOnAMessageThatNeverEnds() {
        try (RunningMarquee marquee =
                        RunningMarquee.start(TestServices.freshDatabase(), Map.of("marquee.http.request-time", "1s"));
                RawHttp connection = RawHttp.connect(marquee.api().port())) {
            connection.say("""
                    POST /webhooks/stripe HTTP/1.1\r
                    Host: marquee\r
                    Stripe-Signature: t=1,v1=00\r
                    Content-Length: 100\r
                    \r
                    {""");
            assertThat(connection.status()).contains("408");
            assertThat(connection.line()).isNull();
        }
    }
}
