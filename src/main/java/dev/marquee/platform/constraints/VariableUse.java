package dev.marquee.platform.constraints;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what a variable stands for. */
final class VariableUse {

    private VariableUse() {}

    /** The path of the first argument or input field that a variable is given to; the variable's name for none. */
    static String path(Document document, OperationDefinition operation, String variable) {
        Stream<Node<?>> places =
                Stream.concat(Stream.of(operation), document.getDefinitionsOfType(FragmentDefinition.class).stream());
        return places.flatMap(VariableUse::arguments)
                .flatMap(argument -> uses(argument.getName(), argument.getValue(), variable))
                .findFirst()
                .orElse(variable);
    }

    private static Stream<Argument> arguments(Node<?> node) {
        return node instanceof Argument argument
                ? Stream.of(argument)
                : node.getChildren().stream().flatMap(VariableUse::arguments);
    }

    private static Stream<String> uses(String path, Value<?> value, String variable) {
        return switch (value) {
            case VariableReference reference when reference.getName().equals(variable) -> Stream.of(path);
            case ObjectValue object ->
                object.getObjectFields().stream()
                        .flatMap(field -> uses(path + "." + field.getName(), field.getValue(), variable));
            case ArrayValue array ->
                IntStream.range(0, array.getValues().size())
                        .boxed()
                        .flatMap(index ->
                                uses(path + "[" + index + "]", array.getValues().get(index), variable));
            default -> Stream.empty();
        };
    }
}
