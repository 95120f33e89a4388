package dev.marquee.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an application may do with a token, within what the person or partner who is named by it may. */
public enum Scope {
    /** Queries and subscriptions; without it a token is good for nothing. */
    READ("marquee:read"),
    /** Mutations. */
    WRITE("marquee:write");

    private final String claim;

    Scope(String claim) {
        this.claim = claim;
    }

    /** As tokens and errors say it. */
    public String claim() {
        return claim;
    }

    /** The scopes within a token's claim, where they are separated by blanks. */
    public static Set<Scope> in(@Nullable String claims) {
        List<String> granted = claims == null ? List.of() : Arrays.asList(claims.split(" "));
        return Arrays.stream(values())
                .filter(scope -> granted.contains(scope.claim))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
