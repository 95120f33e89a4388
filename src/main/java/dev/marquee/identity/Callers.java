package dev.marquee.identity;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** Finds the caller of the current reactive chain. */
public final class Callers {

    private Callers() {}

    /** The signed-in person; empty for an anonymous call. */
    public static Mono<Caller> current() {
        return Mono.deferContextual(context -> of(context.getOrDefault(SecurityContext.class, null)));
    }

    /**
     * The caller of what {@link org.springframework.security.core.context.ReactiveSecurityContextHolder} keeps: at once
     * where that is known already, as it is in each signed-in call.
     */
    public static Mono<Caller> of(@Nullable Mono<SecurityContext> security) {
        return switch (security) {
            case null -> Mono.empty();
            case Callable<?> known -> Mono.justOrEmpty(callerIn(known));
            default -> security.mapNotNull(Callers::callerIn);
        };
    }

    private static @Nullable Caller callerIn(Callable<?> known) {
        try {
            return known.call() instanceof SecurityContext context ? callerIn(context) : null;
        } catch (Exception failure) {
            throw new IllegalStateException("what is known cannot fail", failure);
        }
    }

    private static @Nullable Caller callerIn(SecurityContext context) {
        Authentication authentication = context.getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }
}
