package dev.marquee.platform;

import dev.marquee.platform.errors.ApiError;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Notices that a caller loses rights while streams are open. */
public interface RightsWatch {

    /** Why the caller's streams end, at the moment when they have to; empty or silent while they may go on. */
    Mono<ApiError> ended(Authentication authentication);
}
