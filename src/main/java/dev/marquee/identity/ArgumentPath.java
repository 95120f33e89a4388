package dev.marquee.identity;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in the arguments of a field a required id or text is, e.g. {@code input.eventId}. */
public record ArgumentPath(List<String> names) {

    /**
     * Reads the path of an id and checks it against the field's arguments.
     *
     * @param saidBy the argument of a directive that says the path, e.g. {@code @event(id:)}
     * @throws IllegalStateException when no argument of type {@code ID!} lies there
     */
    public static ArgumentPath of(String type, GraphQLFieldDefinition field, String saidBy, String path) {
        return of(type, field, saidBy, path, Scalars.GraphQLID);
    }

    /** Likewise, where the argument has another type. */
    public static ArgumentPath of(
            String type, GraphQLFieldDefinition field, String saidBy, String path, GraphQLScalarType expected) {
        ArgumentPath found = new ArgumentPath(List.of(path.split("\\.", -1)));
        GraphQLArgument argument = field.getArgument(found.names().getFirst());
        @Nullable GraphQLInputType end = argument == null ? null : argument.getType();
        for (String name : found.names().subList(1, found.names().size())) {
            end = end == null ? null : inside(end, name);
        }
        if (end == null || !isRequired(end, expected)) {
            throw new IllegalStateException(type + "." + field.getName() + ": \"" + path + "\" of " + saidBy
                    + " names no argument of type " + expected.getName() + "! that is always given");
        }
        return found;
    }

    /** What a caller gave. */
    public String valueIn(DataFetchingEnvironment environment) {
        Object value = environment.getArguments();
        for (String name : names) {
            value = value instanceof Map<?, ?> fields ? fields.get(name) : null;
        }
        return String.valueOf(value);
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }

    private static @Nullable GraphQLInputType inside(GraphQLInputType type, String name) {
        if (type instanceof GraphQLNonNull required
                && required.getWrappedType() instanceof GraphQLInputObjectType input) {
            @Nullable GraphQLInputObjectField field = input.getFieldDefinition(name);
            return field == null ? null : field.getType();
        }
        return null;
    }

    private static boolean isRequired(GraphQLInputType type, GraphQLScalarType expected) {
        return GraphQLTypeUtil.isNonNull(type) && expected.equals(GraphQLTypeUtil.unwrapOne(type));
    }
}
