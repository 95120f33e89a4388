package dev.marquee.platform.selection;

import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decides on the fields that are collected below a field. */
enum Conditions {
    /** Nothing: they are always the same. */
    NONE,
    /** {@code @skip} or {@code @include}. */
    VARIABLE,
    /** Some other directive. */
    UNKNOWN;

    private static final Set<String> DECIDING = Set.of("include", "skip");

    /** The conditions in a selection; fragments of a valid document do not contain themselves. */
    static Conditions of(Field field, Map<String, FragmentDefinition> fragments) {
        return of(field, field.getSelectionSet(), fragments);
    }

    private static Conditions of(
            DirectivesContainer<?> node, @Nullable SelectionSet below, Map<String, FragmentDefinition> fragments) {
        Stream<Conditions> own = node.getDirectives().stream()
                .map(directive -> DECIDING.contains(directive.getName()) ? VARIABLE : UNKNOWN);
        Stream<Conditions> others =
                below == null ? Stream.of() : below.getSelections().stream().map(selection -> of(selection, fragments));
        return Stream.concat(own, others).reduce(NONE, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static Conditions of(Selection<?> selection, Map<String, FragmentDefinition> fragments) {
        return switch (selection) {
            case Field field -> of(field, field.getSelectionSet(), fragments);
            case InlineFragment fragment -> of(fragment, fragment.getSelectionSet(), fragments);
            case FragmentSpread spread -> {
                FragmentDefinition fragment = Objects.requireNonNull(fragments.get(spread.getName()));
                Conditions inside = of(fragment, fragment.getSelectionSet(), fragments);
                yield spread.getDirectives().isEmpty() || inside == UNKNOWN ? inside : of(spread, null, fragments);
            }
            default -> UNKNOWN;
        };
    }
}
