package dev.marquee.identity.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether access tokens may come in a cookie.
 *
 * @param enabled whether the cookie is set and read; pages of {@code marquee.http.allowed-origins} may send it then
 */
@ConfigurationProperties("marquee.identity.cookie")
record CookieSettings(@DefaultValue("false") boolean enabled) {}
