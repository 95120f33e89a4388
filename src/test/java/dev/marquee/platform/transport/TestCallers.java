package dev.marquee.platform.transport;

import dev.marquee.platform.Expiring;
import dev.marquee.platform.SocketAuthenticator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Knows callers by tokens of the form {@code name} or {@code name:milliseconds}; {@code bad} is nobody. */
@TestComponent
class TestCallers implements SocketAuthenticator, WebFilter {

    private record Person(String name, Instant validUntil) implements Expiring {

        @Override
        public String toString() {
            return name;
        }
    }

    private final Clock clock;

    TestCallers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Authentication> authenticate(String bearerToken) {
        return Mono.fromCallable(() -> authenticationOf(bearerToken));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String token = exchange.getRequest().getHeaders().getFirst("X-Test-Token");
        return token == null
                ? chain.filter(exchange)
                : chain.filter(exchange)
                        .contextWrite(ReactiveSecurityContextHolder.withAuthentication(authenticationOf(token)));
    }

    private Authentication authenticationOf(String token) {
        if (token.equals("bad")) {
            throw new BadCredentialsException("bad");
        }
        int colon = token.indexOf(':');
        Duration left = colon < 0 ? Duration.ofDays(1) : Duration.ofMillis(Long.parseLong(token.substring(colon + 1)));
        String name = colon < 0 ? token : token.substring(0, colon);
        var authentication =
                new TestingAuthenticationToken(new Person(name, clock.instant().plus(left)), token, "USER");
        authentication.setAuthenticated(true);
        return authentication;
    }
}
