package dev.marquee.platform.threads;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Has the HTTP server and the driver of the database share their event loops, instead of having as many each: what a
 * request needs of the database comes back to threads that are awake already, and fewer of them compete for the
 * processors. The loops end after everything that uses them.
 */
@Configuration(proxyBeanMethods = false)
class ThreadsConfiguration {

    @Bean(destroyMethod = "dispose")
    LoopResources eventLoops() {
        return LoopResources.create("marquee", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
    }

    @Bean
    ReactorResourceFactory reactorResourceFactory(LoopResources loops) {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        factory.setLoopResources(loops);
        return factory;
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer driverOnEventLoops(LoopResources loops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, loops);
    }
}
