package dev.marquee.platform.limits;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures an operation in one walk: a fragment is measured once, however often it is spread. */
final class SelectionMeter {

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Measure> measured = new HashMap<>();
    private final FieldCost cost;

    SelectionMeter(GraphQLSchema schema, Document document, FieldCost cost) {
        this.schema = schema;
        this.cost = cost;
        this.fragments = new HashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    Measure measure(OperationDefinition operation) {
        GraphQLType root = switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
        return selections(operation.getSelectionSet(), root)
                .plusDirectives(operation.getDirectives().size());
    }

    Measure measure(FragmentDefinition fragment) {
        return fragment(fragment.getName());
    }

    private Measure selections(@Nullable SelectionSet set, @Nullable GraphQLType parent) {
        Measure sum = Measure.NONE;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                sum = sum.plus(selection(selection, parent));
            }
        }
        return sum;
    }

    private Measure selection(Selection<?> selection, @Nullable GraphQLType parent) {
        return switch (selection) {
            case Field field ->
                field(field, parent).plusDirectives(field.getDirectives().size());
            case InlineFragment inline ->
                selections(inline.getSelectionSet(), typeOf(inline.getTypeCondition(), parent))
                        .plusDirectives(inline.getDirectives().size());
            case FragmentSpread spread ->
                fragment(spread.getName()).plusDirectives(spread.getDirectives().size());
            default -> Measure.NONE;
        };
    }

    private Measure fragment(String name) {
        Measure known = measured.get(name);
        FragmentDefinition fragment = fragments.get(name);
        if (known != null || fragment == null) {
            return known == null ? Measure.NONE : known;
        }
        measured.put(name, Measure.NONE);
        Measure measure = selections(fragment.getSelectionSet(), typeOf(fragment.getTypeCondition(), null))
                .plusDirectives(fragment.getDirectives().size());
        measured.put(name, measure);
        return measure;
    }

    private @Nullable GraphQLType typeOf(@Nullable TypeName condition, @Nullable GraphQLType otherwise) {
        return condition == null ? otherwise : schema.getType(condition.getName());
    }

    private Measure field(Field field, @Nullable GraphQLType parent) {
        boolean alias = field.getAlias() != null;
        GraphQLFieldDefinition definition = definitionOf(field, parent);
        GraphQLType type = definition == null ? null : GraphQLTypeUtil.unwrapAll(definition.getType());
        Measure below = selections(field.getSelectionSet(), type);
        return field.getName().equals("__schema") || field.getName().equals("__type")
                ? below.underIntrospection(alias)
                : below.under(alias, cost.weight(field, definition), cost.times(field, definition));
    }

    private static @Nullable GraphQLFieldDefinition definitionOf(Field field, @Nullable GraphQLType parent) {
        return parent instanceof GraphQLFieldsContainer container
                ? container.getFieldDefinition(field.getName())
                : null;
    }
}
