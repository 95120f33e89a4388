package dev.marquee.platform;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Finds things of one kind for {@code node(id:)}; empty when there is none or the caller may not see it. */
public interface NodeSource {

    /** Prefix of the TypeIDs of this kind, e.g. {@code evt}. */
    String prefix();

    /** Finds a thing for the caller of the current security context. */
    Mono<?> find(UUID id);
}
