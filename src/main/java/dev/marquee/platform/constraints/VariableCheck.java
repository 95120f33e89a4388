package dev.marquee.platform.constraints;

import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what of a variable's value does not fit its type. */
record VariableCheck(GraphQLSchema schema, GraphQLContext context, Locale locale) {

    /**
     * What is wrong.
     *
     * @param path where it lies within the variable, e.g. {@code .lines[0].quantity}; empty for all of it
     * @param reason continues a sentence that begins with the field
     */
    record Wrong(String path, String reason) {}

    /** The first wrong part of a variable; empty when there is none. */
    Optional<Wrong> firstWrong(VariableDefinition variable, Map<String, ? extends @Nullable Object> values) {
        if (!values.containsKey(variable.getName()) && variable.getDefaultValue() != null) {
            return Optional.empty();
        }
        GraphQLType type = TypeFromAST.getTypeFromAST(schema, variable.getType());
        return wrong("", type, values.get(variable.getName())).findFirst();
    }

    private Stream<Wrong> wrong(String path, GraphQLType type, @Nullable Object value) {
        if (type instanceof GraphQLNonNull required) {
            return value == null
                    ? Stream.of(new Wrong(path, "must not be null."))
                    : wrong(path, required.getWrappedType(), value);
        }
        if (value == null) {
            return Stream.empty();
        }
        return switch (type) {
            case GraphQLList list -> ofList(path, list.getWrappedType(), value);
            case GraphQLInputObjectType object -> ofObject(path, object, value);
            case GraphQLScalarType scalar ->
                unread(path, scalar.getName(), () -> scalar.getCoercing().parseValue(value, context, locale));
            case GraphQLEnumType choice ->
                unread(path, choice.getName(), () -> choice.parseValue(value, context, locale));
            default -> Stream.empty();
        };
    }

    private Stream<Wrong> ofList(String path, GraphQLType element, Object value) {
        return value instanceof List<?> elements
                ? IntStream.range(0, elements.size())
                        .boxed()
                        .flatMap(index -> wrong(path + "[" + index + "]", element, elements.get(index)))
                : wrong(path, element, value);
    }

    private Stream<Wrong> ofObject(String path, GraphQLInputObjectType type, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return Stream.of(new Wrong(path, "must be an object of type '" + type.getName() + "'."));
        }
        Stream<Wrong> unknown = members.keySet().stream()
                .map(String::valueOf)
                .filter(name -> type.getFieldDefinition(name) == null)
                .map(name -> new Wrong(path + "." + name, "is no field of '" + type.getName() + "'."));
        return Stream.concat(
                unknown,
                type.getFieldDefinitions().stream()
                        .filter(field -> members.containsKey(field.getName()) || !field.hasSetDefaultValue())
                        .flatMap(field -> ofField(path, field, members)));
    }

    private Stream<Wrong> ofField(String path, GraphQLInputObjectField field, Map<?, ?> members) {
        return wrong(path + "." + field.getName(), field.getType(), members.get(field.getName()));
    }

    private static Stream<Wrong> unread(String path, String type, Runnable reading) {
        try {
            reading.run();
            return Stream.empty();
        } catch (CoercingParseValueException wrong) {
            return Stream.of(new Wrong(path, "is not a valid '" + type + "' - " + wrong.getMessage()));
        }
    }
}
