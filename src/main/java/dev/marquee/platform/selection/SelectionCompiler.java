package dev.marquee.platform.selection;

import graphql.GraphQLContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.introspection.Introspection;
import graphql.language.FragmentDefinition;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a selection: graphql-java collects the fields as it does for an execution, each declared field adds the
 * columns that it needs, and scalars and enums are written as the schema writes them.
 *
 * @param variables decide on {@code @skip} and {@code @include}
 */
record SelectionCompiler(
        GraphQLSchema schema,
        Map<String, FragmentDefinition> fragments,
        Map<String, Object> variables,
        GraphQLContext context) {

    private static final FieldCollector COLLECTOR = new FieldCollector();

    /** Directives of the schema that change nothing about how a field is answered. */
    private static final Set<String> HARMLESS = Set.of("cost", "deprecated");

    /** A field that was selected cannot be compiled. */
    static final class NotDeclared extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotDeclared(String field) {
            super(field, null, false, false);
        }
    }

    private record Written<S>(String key, Function<S, @Nullable Object> value) {}

    /** Writes what is selected below a field of an object type; throws {@link NotDeclared}. */
    <S> Function<S, Map<String, @Nullable Object>> object(Shape<S> shape, MergedField field, Columns columns) {
        GraphQLObjectType type = schema.getObjectType(shape.type());
        FieldCollectorParameters parameters = FieldCollectorParameters.newParameters()
                .schema(schema)
                .objectType(type)
                .fragments(fragments)
                .variables(variables)
                .graphQLContext(context)
                .build();
        List<Written<S>> all = new ArrayList<>();
        for (MergedField selected : COLLECTOR.collectFields(parameters, field).getSubFieldsList()) {
            all.add(new Written<>(selected.getResultKey(), value(shape, type, selected, columns)));
        }
        return source -> written(source, all);
    }

    private static <S> Map<String, @Nullable Object> written(S source, List<Written<S>> all) {
        Map<String, @Nullable Object> object = LinkedHashMap.newLinkedHashMap(all.size());
        for (Written<S> one : all) {
            object.put(one.key(), one.value().apply(source));
        }
        return object;
    }

    private <S> Function<S, @Nullable Object> value(
            Shape<S> shape, GraphQLObjectType type, MergedField field, Columns columns) {
        if (field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
            return source -> type.getName();
        }
        Part<S> part = shape.part(field.getName());
        GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
        if (part == null || definition == null || !isPlain(definition)) {
            throw new NotDeclared(type.getName() + "." + field.getName());
        }
        Function<S, @Nullable Object> bound = part.bind(new Below(this, field, columns));
        boolean needed = GraphQLTypeUtil.isNonNull(definition.getType());
        Function<Object, @Nullable Object> output = output(definition);
        return source -> {
            Object value = bound.apply(source);
            if (value == null && needed) {
                throw new IllegalStateException(type.getName() + "." + field.getName() + " is null");
            }
            return value == null ? null : output.apply(value);
        };
    }

    private static boolean isPlain(GraphQLFieldDefinition definition) {
        return definition.getArguments().isEmpty()
                && definition.getAppliedDirectives().stream()
                        .allMatch(directive -> HARMLESS.contains(directive.getName()));
    }

    private static Function<Object, @Nullable Object> output(GraphQLFieldDefinition definition) {
        GraphQLContext none = GraphQLContext.getDefault();
        return switch (GraphQLTypeUtil.unwrapNonNull(definition.getType())) {
            case GraphQLScalarType scalar -> value -> scalar.getCoercing().serialize(value, none, Locale.ROOT);
            case GraphQLEnumType names -> value -> names.serialize(value, none, Locale.ROOT);
            default -> value -> value;
        };
    }
}
