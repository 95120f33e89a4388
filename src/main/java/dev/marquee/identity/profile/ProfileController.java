package dev.marquee.identity.profile;

import dev.marquee.identity.Caller;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The caller's own profile in the API. */
@Controller
class ProfileController {

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    @QueryMapping
    Mono<Profile> me(Caller caller) {
        return profiles.of(caller);
    }

    @MutationMapping
    Mono<UpdateProfileSuccess> updateProfile(@Argument UpdateProfileInput input, Caller caller) {
        return profiles.update(caller, input).map(UpdateProfileSuccess::new);
    }
}
