package dev.marquee.identity.profile;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signed-in person, as the person sees oneself. */
record Profile(
        PersonId id,
        String displayName,
        String email,
        List<Role> roles,
        List<String> interests,
        @Nullable Location location,
        String locale,
        Instant createdAt) {

    /** The stored profile with what the caller's token says. */
    static Profile of(PersonQueries.Stored stored, Caller caller) {
        return new Profile(
                stored.id(),
                stored.displayName(),
                caller.email(),
                Arrays.stream(Role.values()).filter(caller::has).toList(),
                stored.interests(),
                stored.location(),
                stored.locale(),
                stored.createdAt());
    }
}
