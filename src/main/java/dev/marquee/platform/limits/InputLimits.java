package dev.marquee.platform.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.StringValue;
import graphql.language.VariableDefinition;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses strings that no database can hold, and strings and lists that are too long. */
@Component
class InputLimits {

    private static final char NUL = '\0';

    private final LimitSettings settings;

    InputLimits(LimitSettings settings) {
        this.settings = settings;
    }

    /** Checks the name of the operation and the variables as they came. */
    void check(@Nullable String operationName, Map<String, ? extends @Nullable Object> variables) {
        if (operationName != null) {
            checkString("operationName", operationName);
        }
        variables.forEach((name, value) -> checkValue(name, value));
    }

    /** Checks the literals of a document. */
    void check(Document document) {
        document.getDefinitions().forEach(definition -> checkNode("", definition));
    }

    private void checkValue(String path, @Nullable Object value) {
        switch (value) {
            case String text -> checkString(path, text);
            case Map<?, ?> map ->
                map.forEach((key, member) -> {
                    checkString(path, String.valueOf(key));
                    checkValue(path + "." + key, member);
                });
            case Collection<?> list -> {
                checkSize(path, list.size());
                int index = 0;
                for (Object element : list) {
                    checkValue(path + "." + index++, element);
                }
            }
            case null -> {}
            default -> {}
        }
    }

    private void checkNode(String path, Node<?> node) {
        String place = path + nameOf(node);
        if (node instanceof StringValue text) {
            checkString(place, Objects.requireNonNullElse(text.getValue(), ""));
        } else if (node instanceof ArrayValue list) {
            checkSize(place, list.getValues().size());
        }
        String prefix = nameOf(node).isEmpty() ? path : place;
        node.getChildren().forEach(child -> checkNode(separated(prefix, child), child));
    }

    private static String separated(String prefix, Node<?> child) {
        return child instanceof ObjectField && !prefix.isEmpty() ? prefix + "." : prefix;
    }

    private static String nameOf(Node<?> node) {
        return switch (node) {
            case Argument argument -> argument.getName();
            case ObjectField field -> field.getName();
            case VariableDefinition variable -> variable.getName();
            default -> "";
        };
    }

    private void checkString(String field, String text) {
        if (text.length() > settings.stringLength()) {
            throw LimitExceeded.badInput(
                    field, "`" + field + "` has more than " + settings.stringLength() + " characters");
        }
        if (text.indexOf(NUL) >= 0 || hasLoneSurrogate(text)) {
            throw LimitExceeded.badInput(printable(field), "`" + printable(field) + "` holds a character that is none");
        }
    }

    private static String printable(String field) {
        return field.replace(NUL, '?');
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private void checkSize(String field, int size) {
        if (size > settings.listSize()) {
            throw LimitExceeded.badInput(field, "`" + field + "` has more than " + settings.listSize() + " elements");
        }
    }
}
