package dev.marquee.platform.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how large an argument is: a number by itself, a list by its length, at least 1. */
final class ArgumentSizes {

    private final @Nullable OperationDefinition operation;
    private final Map<String, ? extends @Nullable Object> variables;
    private boolean varying;

    ArgumentSizes(@Nullable OperationDefinition operation, Map<String, ? extends @Nullable Object> variables) {
        this.operation = operation;
        this.variables = variables;
    }

    /** Whether some size was that of a variable. */
    boolean varying() {
        return varying;
    }

    /** The size of the argument at a path such as {@code input.lines}; null when it is not given. */
    @Nullable Long size(String path, Field field, GraphQLFieldDefinition definition) {
        List<String> steps = List.of(path.split("\\.", -1));
        String name = steps.getFirst();
        Object value = field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .map(Argument::getValue)
                .findFirst()
                .<Object>map(literal -> literal)
                .orElseGet(() -> defaultOf(definition.getArgument(name)));
        return sizeOf(walk(value, steps.subList(1, steps.size())));
    }

    private static @Nullable Object defaultOf(@Nullable GraphQLArgument argument) {
        return argument == null ? null : argument.getArgumentDefaultValue().getValue();
    }

    private @Nullable Object walk(@Nullable Object start, List<String> steps) {
        Object value = resolved(start);
        for (String step : steps) {
            value = resolved(
                    switch (value) {
                        case ObjectValue object -> member(object, step);
                        case Map<?, ?> map -> map.get(step);
                        case null -> null;
                        default -> null;
                    });
        }
        return value;
    }

    private static @Nullable Object member(ObjectValue object, String name) {
        return object.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .<Object>map(field -> field.getValue())
                .orElse(null);
    }

    private @Nullable Object resolved(@Nullable Object value) {
        if (!(value instanceof VariableReference reference)) {
            return value;
        }
        varying = true;
        String name = reference.getName();
        return variables.containsKey(name) ? variables.get(name) : defaultOf(name);
    }

    private @Nullable Value<?> defaultOf(String variable) {
        return operation == null
                ? null
                : operation.getVariableDefinitions().stream()
                        .filter(definition -> definition.getName().equals(variable))
                        .findFirst()
                        .<Value<?>>map(VariableDefinition::getDefaultValue)
                        .orElse(null);
    }

    private static @Nullable Long sizeOf(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case NullValue nothing -> null;
            case IntValue literal -> atLeastOne(literal.getValue());
            case BigInteger number -> atLeastOne(number);
            case Number number -> Math.max(1, number.longValue());
            case ArrayValue list -> Math.max(1L, list.getValues().size());
            case Collection<?> list -> Math.max(1L, list.size());
            default -> 1L;
        };
    }

    private static long atLeastOne(BigInteger number) {
        return number.bitLength() < Long.SIZE ? Math.max(1, number.longValue()) : Long.MAX_VALUE;
    }
}
