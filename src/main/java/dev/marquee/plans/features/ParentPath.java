package dev.marquee.plans.features;

import dev.marquee.shared.EventId;
import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.PropertyDataFetcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a parent the id of its event is: {@code eventId}, or {@code id} of an Event, in it or deeper. */
record ParentPath(List<String> names) {

    /**
     * Reads a path and checks it against the parent's fields; the parent is no interface, whose fields nobody fetches.
     *
     * @throws IllegalStateException when no id of an event lies there
     */
    static ParentPath of(GraphQLFieldsContainer parent, String field, String path) {
        ParentPath found = new ParentPath(List.of(path.split("\\.", -1)));
        @Nullable GraphQLFieldsContainer holder = parent instanceof GraphQLObjectType ? parent : null;
        for (String name : found.names().subList(0, found.names().size() - 1)) {
            holder = holder == null ? null : inside(holder, name);
        }
        if (holder == null || !isEventId(holder, found.names().getLast())) {
            throw new IllegalStateException(parent.getName() + "." + field + ": \"" + path
                    + "\" of @feature(event:) names no id of an event in its parent");
        }
        return found;
    }

    EventId valueIn(DataFetchingEnvironment environment) {
        Object value = environment.getSource();
        for (String name : names) {
            value = PropertyDataFetcher.fetching(name)
                    .get(DataFetchingEnvironmentImpl.newDataFetchingEnvironment(environment)
                            .source(value)
                            .build());
        }
        if (value instanceof EventId event) {
            return event;
        }
        throw new IllegalStateException(String.join(".", names) + " is no id of an event");
    }

    private static @Nullable GraphQLFieldsContainer inside(GraphQLFieldsContainer holder, String name) {
        @Nullable GraphQLFieldDefinition field = holder.getFieldDefinition(name);
        return field != null && GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLFieldsContainer next
                ? next
                : null;
    }

    private static boolean isEventId(GraphQLFieldsContainer holder, String name) {
        @Nullable GraphQLFieldDefinition field = holder.getFieldDefinition(name);
        return field != null
                && GraphQLTypeUtil.isNonNull(field.getType())
                && ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType()))
                        .getName()
                        .equals(Scalars.GraphQLID.getName())
                && (name.equals("eventId")
                        || (name.equals("id") && holder.getName().equals("Event")));
    }
}
