package dev.marquee.identity.session;

import dev.marquee.platform.WrongSettingsException;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;

/** Lets pages of the allowed origins send the cookie, and mutations set it, if the setting says so. */
@Configuration(proxyBeanMethods = false)
class CookieConfiguration {

    private final boolean enabled;

    CookieConfiguration(CookieSettings settings, CorsConfiguration cors) {
        enabled = settings.enabled();
        if (enabled) {
            allow(cors);
        }
    }

    @Bean
    WebHttpHandlerBuilderCustomizer exchangeInContext() {
        return server -> {
            if (enabled) {
                server.filters(filters -> filters.add(new ServerWebExchangeContextFilter()));
            }
        };
    }

    private static void allow(CorsConfiguration cors) {
        if (Objects.requireNonNullElse(cors.getAllowedOrigins(), List.<String>of())
                .contains(CorsConfiguration.ALL)) {
            throw new WrongSettingsException(
                    List.of("MARQUEE_HTTP_ALLOWED_ORIGINS must name the origins while MARQUEE_SIGN_IN_COOKIE is true"));
        }
        cors.addAllowedHeader(SignInCookie.HEADER);
        cors.setAllowCredentials(true);
    }
}
