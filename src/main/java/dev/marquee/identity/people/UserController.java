package dev.marquee.identity.people;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.platform.audit.AuditEntry;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** People, for administrators. */
@Controller
class UserController {

    private static final String LIST = "users";

    private final Users users;
    private final UserQueries queries;
    private final Cursors cursors;

    UserController(Users users, UserQueries queries, Cursors cursors) {
        this.users = users;
        this.queries = queries;
        this.cursors = cursors;
    }

    @QueryMapping
    Mono<Page<User>> users(
            @Argument @Nullable String search,
            @Argument @Nullable Role role,
            @Argument @Nullable UserStatus status,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        PageRequest page = PageRequest.forward(first, after);
        return queries.page(search, role, status, page, ListPlace.of(page, cursors, LIST))
                .map(rows -> Page.of(rows, page, this::cursor));
    }

    @QueryMapping
    Mono<User> user(@Argument PersonId id) {
        return queries.byId(id);
    }

    @MutationMapping
    Mono<UserResult> suspendUser(@Argument UserInput.Suspend input, Caller caller) {
        return users.suspend(input, caller);
    }

    @MutationMapping
    Mono<UserResult> reinstateUser(@Argument UserInput.Reinstate input, Caller caller) {
        return users.reinstate(input, caller);
    }

    @MutationMapping
    Mono<UserResult> grantRole(@Argument UserInput.Grant input, Caller caller) {
        return users.grant(input, caller);
    }

    @MutationMapping
    Mono<UserResult> revokeRole(@Argument UserInput.Revoke input, Caller caller) {
        return users.revoke(input, caller);
    }

    /** Who did it, for the audit log; left out is the server itself. */
    @BatchMapping(typeName = "AuditEntry")
    Mono<Map<AuditEntry, User>> actor(List<AuditEntry> entries) {
        return queries.byIds(entries.stream()
                        .map(AuditEntry::actorId)
                        .filter(Objects::nonNull)
                        .toList())
                .collectMap(User::id)
                .map(found -> actors(entries, found));
    }

    private static Map<AuditEntry, User> actors(List<AuditEntry> entries, Map<PersonId, User> found) {
        Map<AuditEntry, User> actors = new HashMap<>();
        for (AuditEntry entry : entries) {
            User actor = entry.actorId() == null ? null : found.get(entry.actorId());
            if (actor != null) {
                actors.put(entry, actor);
            }
        }
        return actors;
    }

    private String cursor(User user) {
        return new ListPlace(user.createdAt(), user.id().value()).cursor(cursors, LIST);
    }
}
