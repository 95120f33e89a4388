package dev.marquee;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Selections at random, with aliases, fragments and conditions on {@code $yes} and {@code $no}. */
record RandomSelection(GraphQLSchema schema, Random random) {

    /** Fields that a plan cannot answer are selected now and then only. */
    private static final Set<String> OF_CALLERS = Set.of("myRole", "myGates", "enabledFeatures");

    private static final List<String> CONDITIONS = List.of(
            " @include(if: $yes)", " @include(if: $no)", " @skip(if: $no)", " @skip(if: $yes) @include(if: true)");

    /** Something of a type, in braces. */
    String of(String type) {
        return braces(schema.getObjectType(type));
    }

    private String braces(GraphQLObjectType type) {
        List<String> fields = new ArrayList<>();
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (field.getArguments().isEmpty() && chosen(field)) {
                fields.add(field(field));
            }
        }
        if (fields.isEmpty() || random.nextInt(6) == 0) {
            fields.add("__typename");
        }
        Collections.shuffle(fields, random);
        return fields.stream().map(field -> wrapped(type, field)).collect(Collectors.joining(" ", "{ ", " }"));
    }

    private boolean chosen(GraphQLFieldDefinition field) {
        return OF_CALLERS.contains(field.getName()) ? random.nextInt(40) == 0 : random.nextInt(3) == 0;
    }

    private String field(GraphQLFieldDefinition field) {
        String alias = random.nextInt(12) == 0 ? "other" + field.getName() + ": " : "";
        String condition = random.nextInt(25) == 0 ? CONDITIONS.get(random.nextInt(CONDITIONS.size())) : "";
        String below = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType type ? braces(type) : "";
        return alias + field.getName() + condition + below;
    }

    private String wrapped(GraphQLObjectType type, String field) {
        return switch (random.nextInt(15)) {
            case 0 -> "... on " + type.getName() + " { " + field + " }";
            case 1 -> "... { " + field + " " + field + " }";
            case 2 -> "... @include(if: $yes) { __typename " + field + " }";
            default -> field;
        };
    }
}
