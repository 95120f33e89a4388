package dev.marquee.platform;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** Tells administrators from others where the platform itself shows something to them only. */
public final class Administrators {

    private Administrators() {}

    /** The caller of the current security context if that is an administrator; else empty. */
    public static Mono<Authentication> calling() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .filter(caller -> caller.getAuthorities().stream()
                        .anyMatch(granted -> "ROLE_ADMIN".equals(granted.getAuthority())));
    }
}
