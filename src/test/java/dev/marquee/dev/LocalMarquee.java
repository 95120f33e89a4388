package dev.marquee.dev;

import dev.marquee.MarqueeApplication;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/** Runs Marquee on this machine with everything it needs: {@code ./mvnw spring-boot:test-run}. */
public final class LocalMarquee {

    private LocalMarquee() {}

    /** Starts, or ends with one message and exit code 1. */
    public static void main(String[] args) {
        endWithParent();
        try {
            run(LocalSettings.from(System.getenv()), args);
        } catch (ServiceFailure e) {
            System.err.println("\nMarquee did not start. " + e.getMessage() + "\n");
            System.exit(1);
        }
    }

    private static void run(LocalSettings settings, String[] args) {
        LocalServices services = new LocalServices(settings);
        SpringApplication.getShutdownHandlers().add(services::close);
        LocalServices.Started started = services.start();
        ConfigurableApplicationContext application = startApplication(started, args);
        fill(application);
        LocalKeycloak keycloak = started.keycloak().get();
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        System.out.println(Banner.of(settings, keycloak, uptime / 1000));
    }

    private static ConfigurableApplicationContext startApplication(LocalServices.Started started, String[] args) {
        SpringApplication application = new SpringApplication(MarqueeApplication.class);
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("localServices", started.properties()));
            context.getBeanFactory().registerSingleton("withoutTestClasses", new WithoutTestClasses());
        });
        try {
            return application.run(args);
        } catch (RuntimeException e) {
            throw new ServiceFailure("The application failed; the reason is in the log above.", e);
        }
    }

    private static void fill(ConfigurableApplicationContext application) {
        try {
            DemoData.of(application).load();
        } catch (RuntimeException e) {
            throw new ServiceFailure(
                    "The demo data could not be written: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
    }

    /** Ends this process when the one that started it is gone, so that a killed Maven leaves nothing behind. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> Thread.ofVirtual().start(() -> {
                    parent.onExit().join();
                    System.exit(143);
                }));
    }
}
