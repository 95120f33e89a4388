package dev.marquee.platform;

import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Checks the token that a client sends when it initialises a WebSocket. */
public interface SocketAuthenticator {

    /** The caller whom the token names; fails with an {@code AuthenticationException} when it is not valid. */
    Mono<Authentication> authenticate(String bearerToken);
}
