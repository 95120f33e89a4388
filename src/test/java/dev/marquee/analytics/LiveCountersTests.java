package dev.marquee.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.analytics.CounterQueries.Figures;
import dev.marquee.dev.LocalRedis;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** The counters on a Redis that is killed and comes back empty. */
class LiveCountersTests {

    private final EventId event = EventId.next();
    private final LocalRedis server = LocalRedis.start();
    private final LettuceConnectionFactory connections =
            new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port()));

    @AfterEach
    void stop() {
        connections.destroy();
        server.close();
    }

    @Test
    void outlivesRedisAndSetsEverythingAnewWhenItIsBack() {
        connections.afterPropertiesSet();
        connections.start();
        ReactiveStringRedisTemplate redis = new ReactiveStringRedisTemplate(connections);
        var settings = new AnalyticsSettings(Duration.ofSeconds(1), 10, Duration.ofMinutes(5), Duration.ofMillis(500));
        LiveCounters counters = new LiveCounters(new KnownFigures(), redis, settings, Clock.systemUTC());
        counters.refresh().block();
        assertThat(counter(redis)).isEqualTo("5");
        server.kill();
        counters.stale(Set.of(event));
        counters.refresh().block();
        server.resume();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            counters.refresh().block();
            assertThat(counter(redis)).isEqualTo("5");
        });
    }

    private @Nullable String counter(ReactiveStringRedisTemplate redis) {
        return redis.opsForValue()
                .get(LiveCounters.views(event))
                .timeout(Duration.ofSeconds(1))
                .block();
    }

    private final class KnownFigures extends CounterQueries {

        KnownFigures() {
            super(DatabaseClient.create(ConnectionFactories.get("r2dbc:postgresql://nobody:none@127.0.0.1:1/none")));
        }

        @Override
        Flux<Figures> of(Collection<EventId> events) {
            return Flux.fromIterable(events).map(id -> new Figures(id, 5, 2));
        }

        @Override
        Flux<Figures> endingAfter(Instant moment) {
            return Flux.just(new Figures(event, 5, 2));
        }
    }
}
