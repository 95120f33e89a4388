package dev.marquee.identity.session;

import dev.marquee.platform.WrongSettingsException;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;

/** Lets pages of the allowed origins send the cookie, and mutations set it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "marquee.identity.cookie.enabled")
class CookieConfiguration {

    CookieConfiguration(CorsConfiguration cors) {
        if (Objects.requireNonNullElse(cors.getAllowedOrigins(), List.<String>of())
                .contains(CorsConfiguration.ALL)) {
            throw new WrongSettingsException(
                    List.of("MARQUEE_HTTP_ALLOWED_ORIGINS must name the origins while MARQUEE_SIGN_IN_COOKIE is true"));
        }
        cors.addAllowedHeader(SignInCookie.HEADER);
        cors.setAllowCredentials(true);
    }

    @Bean
    ServerWebExchangeContextFilter exchangeInContext() {
        return new ServerWebExchangeContextFilter();
    }
}
