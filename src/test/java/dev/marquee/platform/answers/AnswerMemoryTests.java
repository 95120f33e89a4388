package dev.marquee.platform.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.Basis;
import dev.marquee.platform.LiveNews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** When an answer may be given again. */
class AnswerMemoryTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<String, @Nullable Object> ANSWER = Map.of("data", Map.of("event", "x"));

    private final News news = new News();
    private Instant now = Instant.parse("2027-01-01T12:00:00Z");

    private static final class News implements LiveNews {

        private boolean arriving = true;

        @Override
        public void listen(Listener listener) {}

        @Override
        public boolean arriveWithin(Duration time) {
            return arriving;
        }
    }

    private AnswerMemory memory(Duration pace) {
        AnswerSettings settings = new AnswerSettings(DataSize.ofMegabytes(1), pace, HOUR, Duration.ofSeconds(1));
        InstantSource time = () -> now;
        return new AnswerMemory(settings, news, time.withZone(ZoneOffset.UTC), new SimpleMeterRegistry());
    }

    private static Filling filled(AnswerMemory memory, Consumer<Basis> basis) {
        Filling filling = new Filling(memory, "question");
        basis.accept(filling.basis());
        filling.keep(ANSWER, new byte[] {1}, MediaType.APPLICATION_JSON);
        return filling;
    }

    @Test
    void givesAnAnswerAgainUntilATopicItRestsOnChanges() {
        AnswerMemory memory = memory(Duration.ZERO);
        filled(memory, basis -> basis.field().on("a").on("b"));
        memory.changed("c");
        assertThat(memory.find("question")).isNotNull();
        memory.changed("b");
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void forgetsWhatChangedWhileItWasWorkedOut() {
        AnswerMemory memory = memory(Duration.ZERO);
        Filling filling = new Filling(memory, "question");
        memory.changed("a");
        filling.basis().field().on("a");
        filling.keep(ANSWER, new byte[] {1}, MediaType.APPLICATION_JSON);
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void staysBehindForNoLongerThanThePace() {
        AnswerMemory memory = memory(HOUR);
        filled(memory, basis -> basis.field().on("a"));
        memory.changed("a");
        assertThat(memory.find("question")).isNotNull();
    }

    @Test
    void forgetsEverythingAfterAGap() {
        AnswerMemory memory = memory(Duration.ZERO);
        filled(memory, basis -> basis.field());
        memory.gap();
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void isOffWhileNoNewsArrive() {
        AnswerMemory memory = memory(Duration.ZERO);
        assertThat(memory.isOn()).isTrue();
        news.arriving = false;
        assertThat(memory.isOn()).isFalse();
    }

    @Test
    void givesNothingFromTheMomentOnAtWhichItTurns() {
        AnswerMemory memory = memory(HOUR);
        filled(memory, basis -> basis.field().until(now.plusSeconds(9)).until(now.plusSeconds(5)));
        assertThat(memory.find("question")).isNotNull();
        now = now.plusSeconds(5);
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void keepsOnlyWhatEveryRootFieldVouchesFor() {
        AnswerMemory memory = memory(HOUR);
        filled(memory, basis -> basis.on("a"));
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void keepsNoErrors() {
        AnswerMemory memory = memory(HOUR);
        Filling filling = new Filling(memory, "question");
        filling.basis().field();
        filling.keep(
                Map.of("data", Map.of("event", "x"), "errors", List.of("no")),
                new byte[] {1},
                MediaType.APPLICATION_JSON);
        assertThat(memory.find("question")).isNull();
    }

    @Test
    void letsOneWorkAQuestionOutAndTheOthersWait() {
        AnswerMemory memory = memory(HOUR);
        Filling first = new Filling(memory, "question");
        assertThat(memory.begin("question", first)).isNull();
        assertThat(memory.begin("question", new Filling(memory, "question"))).isSameAs(first);
        first.end();
        assertThat(first.outcome().blockOptional(HOUR)).isEmpty();
        assertThat(memory.begin("question", new Filling(memory, "question"))).isNull();
    }
}
