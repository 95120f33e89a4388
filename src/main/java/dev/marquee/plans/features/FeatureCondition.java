package dev.marquee.plans.features;

import dev.marquee.identity.ArgumentPath;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** With which value of an argument a field needs its features, e.g. {@code input.role=MANAGER}. */
record FeatureCondition(ArgumentPath path, String value) {

    /**
     * Reads what {@code @feature(when:)} says.
     *
     * @throws IllegalStateException when no argument of an enum with this value lies there
     */
    static FeatureCondition of(String place, GraphQLFieldDefinition field, String said) {
        String[] sides = said.split("=", -1);
        List<String> names = List.of(sides[0].split("\\.", -1));
        if (sides.length != 2
                || !(end(field, names) instanceof GraphQLEnumType choice)
                || choice.getValue(sides[1]) == null) {
            throw new IllegalStateException(
                    place + ": \"" + said + "\" of @feature(when:) names no argument and a value of its enum");
        }
        return new FeatureCondition(new ArgumentPath(names), sides[1]);
    }

    /** The guarded fetcher where the argument has the value, else the other one. */
    DataFetcher<?> choose(DataFetcher<?> guarded, DataFetcher<?> open) {
        return environment -> holds(environment) ? guarded.get(environment) : open.get(environment);
    }

    private boolean holds(DataFetchingEnvironment environment) {
        return path.valueIn(environment).equals(value);
    }

    private static @Nullable Object end(GraphQLFieldDefinition field, List<String> names) {
        GraphQLArgument argument = field.getArgument(names.getFirst());
        @Nullable GraphQLInputType end = argument == null ? null : argument.getType();
        for (String name : names.subList(1, names.size())) {
            end = end == null ? null : inside(end, name);
        }
        return end == null ? null : GraphQLTypeUtil.unwrapNonNull(end);
    }

    private static @Nullable GraphQLInputType inside(GraphQLInputType type, String name) {
        if (GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLInputObjectType input) {
            @Nullable GraphQLInputObjectField field = input.getFieldDefinition(name);
            return field == null ? null : field.getType();
        }
        return null;
    }
}
