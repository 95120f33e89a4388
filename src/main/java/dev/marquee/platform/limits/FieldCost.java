package dev.marquee.platform.limits;

import dev.marquee.platform.paging.PageRequest;
import graphql.language.Field;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one field weighs by its {@code @cost}, and how often what is below it counts. */
final class FieldCost {

    private static final String DIRECTIVE = "cost";
    private static final List<String> PAGE_SIZES = List.of("first", "last");

    private final ArgumentSizes sizes;

    FieldCost(ArgumentSizes sizes) {
        this.sizes = sizes;
    }

    long weight(Field field, @Nullable GraphQLFieldDefinition definition) {
        GraphQLAppliedDirective cost = definition == null ? null : definition.getAppliedDirective(DIRECTIVE);
        Integer weight = cost == null ? null : cost.getArgument("weight").getValue();
        return weight == null ? (field.getSelectionSet() == null ? 0 : 1) : weight;
    }

    long times(Field field, @Nullable GraphQLFieldDefinition definition) {
        if (definition == null) {
            return 1;
        }
        List<String> multipliers = multipliers(definition);
        return multipliers.isEmpty() ? pageSize(field, definition) : product(multipliers, field, definition);
    }

    private static List<String> multipliers(GraphQLFieldDefinition definition) {
        GraphQLAppliedDirective cost = definition.getAppliedDirective(DIRECTIVE);
        List<String> multipliers =
                cost == null ? null : cost.getArgument("multipliers").getValue();
        return multipliers == null ? List.of() : multipliers;
    }

    private long product(List<String> paths, Field field, GraphQLFieldDefinition definition) {
        return paths.stream()
                .map(path -> sizes.size(path, field, definition))
                .filter(Objects::nonNull)
                .reduce(1L, (a, b) -> Math.multiplyHigh(a, b) == 0 ? a * b : Long.MAX_VALUE);
    }

    private long pageSize(Field field, GraphQLFieldDefinition definition) {
        if (PAGE_SIZES.stream().allMatch(name -> definition.getArgument(name) == null)) {
            return 1;
        }
        return PAGE_SIZES.stream()
                .map(name -> sizes.size(name, field, definition))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse((long) PageRequest.DEFAULT_SIZE);
    }
}
