package dev.marquee.dev;

import dev.marquee.dev.stripe.StripeEmulator;
import java.util.Map;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * Points a test's application context to the shared services, to a database of its own and to a Stripe of its own,
 * which tests can inject.
 */
final class TestServicesInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        StripeEmulator stripe = StripeEmulator.start(0);
        Map<String, Object> properties = TestServices.properties(TestServices.freshDatabase());
        properties.put("marquee.payments.stripe.api-base", stripe.url());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("testServices", properties));
        context.getBeanFactory().registerSingleton("stripeEmulator", stripe);
        context.addApplicationListener(webhooksTo(stripe));
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> stripe.close());
    }

    private static ApplicationListener<ReactiveWebServerInitializedEvent> webhooksTo(StripeEmulator stripe) {
        return started -> {
            if (!WebServerApplicationContext.hasServerNamespace(started.getApplicationContext(), "management")) {
                String url = "http://127.0.0.1:" + started.getWebServer().getPort() + "/webhooks/stripe";
                stripe.webhooks().change(settings -> settings.withUrl(url));
            }
        };
    }
}
