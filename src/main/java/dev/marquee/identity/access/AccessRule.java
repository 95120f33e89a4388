package dev.marquee.identity.access;

import dev.marquee.identity.ArgumentPath;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Role;
import graphql.Scalars;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import org.jspecify.annotations.Nullable;

/** Who may call a root field, as its directives say. */
sealed interface AccessRule {

    /** Everybody may. */
    record Open() implements AccessRule {}

    /**
     * A signed-in person may.
     *
     * @param role the least role
     * @param event what the caller must be allowed to do with an event, null when there is none
     */
    record Guarded(Role role, @Nullable EventRule event) implements AccessRule {}

    /**
     * The caller's team membership of the event that the argument at {@code id} names must allow {@code can}.
     *
     * @param gate where the gate is named at which it is done, the same as {@code id} for the gate of the thing that has
     *     this id; null when it is done at none
     */
    record EventRule(
            EventPermission can, ArgumentPath id, @Nullable ArgumentPath gate) {}

    /**
     * Reads the directives of a root field.
     *
     * @throws IllegalStateException when there is none, or they contradict each other or the field's arguments
     */
    static AccessRule of(String type, GraphQLFieldDefinition field) {
        boolean open = field.hasAppliedDirective("public");
        @Nullable GraphQLAppliedDirective auth = field.getAppliedDirective("auth");
        @Nullable GraphQLAppliedDirective event = field.getAppliedDirective("event");
        if (open && auth == null && event == null) {
            return new Open();
        }
        if (!open && (auth != null || event != null)) {
            return new Guarded(
                    auth == null ? Role.USER : Role.valueOf(value(auth, "role")),
                    event == null ? null : eventRule(type, field, event));
        }
        throw new IllegalStateException(type + "." + field.getName()
                + (open
                        ? " is @public and guarded at once; take one of the directives away"
                        : " has no access directive; give it @public, @auth or @event"));
    }

    private static EventRule eventRule(String type, GraphQLFieldDefinition field, GraphQLAppliedDirective event) {
        ArgumentPath id = ArgumentPath.of(type, field, "@event(id:)", value(event, "id"));
        @Nullable String gate = event.getArgument("gate").getValue();
        return new EventRule(
                EventPermission.valueOf(value(event, "can")), id, gate == null ? null : gate(type, field, id, gate));
    }

    private static ArgumentPath gate(String type, GraphQLFieldDefinition field, ArgumentPath id, String path) {
        return path.equals(id.toString())
                ? id
                : ArgumentPath.of(type, field, "@event(gate:)", path, Scalars.GraphQLString);
    }

    private static String value(GraphQLAppliedDirective directive, String argument) {
        Object value = directive.getArgument(argument).getValue();
        return String.valueOf(value);
    }
}
