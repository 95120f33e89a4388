package dev.marquee.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** Views of events, from the page to the table and to Redis. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ViewCountingTests {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Api api;
    private final DatabaseClient database;
    private final ReactiveStringRedisTemplate redis;
    private final EventDesk desk;
    private final String title = "Seen " + UUID.randomUUID();

    ViewCountingTests(Api api, DatabaseClient database, ReactiveStringRedisTemplate redis) {
        this.api = api;
        this.database = database;
        this.redis = redis;
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    @Test
    void countsEachLookAtAPublicEvent() {
        EventId event = EventId.of(desk.published(title));
        look(7);
        await().atMost(SOON).untilAsserted(() -> assertThat(viewsOf(event)).isEqualTo(7));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(event))).isEqualTo("7"));
        assertThat(counter(LiveCounters.checkIns(event))).isEqualTo("0");
    }

    @Test
    void rebuildsTheCountersWhenRedisForgotThem() {
        EventId event = EventId.of(desk.published(title));
        look(3);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(event))).isEqualTo("3"));
        redis.delete(LiveCounters.MARK, LiveCounters.views(event)).block();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(event))).isEqualTo("3"));
    }

    @Test
    void rebuildsNoCountersOfAnEventThatNobodyHasSeen() {
        EventId unseen = EventId.of(desk.published("Not " + title));
        EventId seen = EventId.of(desk.published(title));
        look(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(seen))).isEqualTo("1"));
        redis.delete(LiveCounters.MARK, LiveCounters.views(seen)).block();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(seen))).isEqualTo("1"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(redis.getExpire(LiveCounters.MARK).block())
                                .as("the rebuild is done")
                                .isGreaterThan(Duration.ofSeconds(30)));
        assertThat(counter(LiveCounters.views(unseen))).isNull();
    }

    @Test
    void correctsACounterThatIsWrong() {
        EventId event = EventId.of(desk.published(title));
        look(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(event))).isEqualTo("1"));
        redis.opsForValue().set(LiveCounters.views(event), "99").block();
        look(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(counter(LiveCounters.views(event))).isEqualTo("2"));
    }

    private void look(int times) {
        String slug = EventDesk.slug(title);
        IntStream.range(0, times)
                .forEach(i -> api.anonymous()
                        .document("query($slug: String!) { event(slug: $slug) { id } }")
                        .variable("slug", slug)
                        .execute()
                        .path("event.id")
                        .hasValue());
    }

    private long viewsOf(EventId event) {
        Long views = database.sql(
                        "select coalesce(sum(views), 0)::bigint as views from event_view where event_id = :event")
                .bind("event", event.value())
                .map((Readable row) -> Rows.number(row, "views"))
                .one()
                .block();
        return views == null ? -1 : views;
    }

    private @Nullable String counter(String key) {
        return redis.opsForValue().get(key).block();
    }
}
