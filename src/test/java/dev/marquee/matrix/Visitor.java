package dev.marquee.matrix;

import dev.marquee.dev.TestToken;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls.
 *
 * @param role what the token grants; null for nobody
 * @param membership what the caller is in the teams of the scene's events; null for everybody else
 * @param gate where alone the caller may scan; null for everywhere
 * @param signed the token as it is sent
 */
record Visitor(
        String name,
        @Nullable String role,
        @Nullable String membership,
        @Nullable String gate,
        @Nullable TestToken token,
        @Nullable String signed) {

    /** Whether the caller is one of these in the teams. */
    boolean isAnyOf(Set<String> memberships) {
        return membership != null && memberships.contains(membership);
    }

    /** Whether the caller is kept to gates at which nothing of the scene happens. */
    boolean isElsewhere() {
        return gate != null && !gate.equals(Scene.GATE);
    }
}
