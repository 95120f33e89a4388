package dev.marquee.platform.live;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this server speaks to Redis. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private static final int MOST_PENDING = 10_000;

    /** Without a connection a command fails at once; a server that hangs holds a bounded number of them. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_PENDING);
    }
}
