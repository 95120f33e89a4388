package dev.marquee.platform.health;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reports a lost Redis as DEGRADED: live updates pause, everything else goes on. */
@Component("redis")
class RedisHealth extends AbstractReactiveHealthIndicator {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final ReactiveRedisConnectionFactory connections;

    RedisHealth(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return Mono.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        ReactiveRedisConnection::ping,
                        ReactiveRedisConnection::closeLater)
                .timeout(LIMIT)
                .map(pong -> builder.up().build())
                .onErrorResume(error -> Mono.just(builder.status("DEGRADED").build()));
    }
}
