package dev.marquee.dev;

import dev.marquee.MarqueeApplication;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One more instance of the application in this JVM, on ports of its own, for tests that need their own settings. */
public final class RunningMarquee implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningMarquee(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts an instance on the shared services.
     *
     * @param database name of its database, see {@link TestServices#freshDatabase()}
     * @param overrides settings that differ
     */
    public static RunningMarquee start(String database, Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(TestServices.properties(database));
        settings.put("server.port", 0);
        settings.putAll(overrides);
        return new RunningMarquee(new SpringApplicationBuilder(MarqueeApplication.class)
                .initializers(starting -> starting.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("instance", settings)))
                .run());
    }

    public Api api() {
        return new Api(context.getEnvironment());
    }

    /** Where its metrics are. */
    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    BeanFactory beans() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
