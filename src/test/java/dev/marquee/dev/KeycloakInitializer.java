package dev.marquee.dev;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/** Has the application trust the shared Keycloak instead of the tests' own key set. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class KeycloakInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String issuer = LocalKeycloak.shared().issuer();
        Map<String, Object> properties = Map.of(
                "marquee.identity.issuer",
                issuer,
                "marquee.identity.jwk-set-uri",
                issuer + "/protocol/openid-connect/certs",
                "marquee.identity.keycloak.url",
                issuer);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("keycloak", properties));
    }
}
