package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What administrators learn of an outside effect that failed for good. */
class DeadLetterTests {

    private final RunningMarquee marquee = RunningMarquee.start(
            TestServices.freshDatabase(), Map.of("marquee.outbox.max-attempts", 1, "spring.mail.port", Ports.free()));

    @AfterEach
    void stop() {
        marquee.close();
    }

    @Test
    void saysInASentenceWhyItFailed() {
        GraphQlTester admin = marquee.api().as(TestTokens.admin().signed());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(reasons(admin)).containsOnly("The mail server did not take the e-mail."));
    }

    /** The reasons for which the administrator's own welcome could not be sent. */
    private static List<String> reasons(GraphQlTester admin) {
        return admin.document("{ deadLetters { nodes { lastError } } }")
                .execute()
                .path("deadLetters.nodes[*].lastError")
                .entityList(String.class)
                .get();
    }
}
