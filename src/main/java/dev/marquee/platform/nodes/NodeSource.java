package dev.marquee.platform.nodes;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Finds things of one kind for {@code node(id:)} and {@code nodes(ids:)}. */
public interface NodeSource {

    /** Prefix of the TypeIDs of this kind, e.g. {@code evt}. */
    String prefix();

    /**
     * Finds things for the caller of the current security context, in as many statements for many as for one; left out is
     * what there is none of and what the caller may not see.
     */
    Mono<? extends Map<UUID, ?>> find(Collection<UUID> ids);
}
