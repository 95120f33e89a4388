package dev.marquee.platform.selection;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Answers root fields by their plans where there is one, inside of all that checks the call, and as usual elsewhere. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CompiledFields implements RuntimeWiringConfigurer, SchemaDirectiveWiring {

    private static final String QUERY = "Query";

    private final Map<String, CompiledField> fields;

    CompiledFields(SelectionSettings settings, ObjectProvider<CompiledField> fields) {
        this.fields = settings.compiled()
                ? fields.stream().collect(Collectors.toUnmodifiableMap(CompiledField::name, Function.identity()))
                : Map.of();
    }

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.directiveWiring(this);
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        GraphQLFieldDefinition field = environment.getElement();
        CompiledField compiled = fields.get(field.getName());
        if (compiled != null && environment.getFieldsContainer().getName().equals(QUERY)) {
            FieldCoordinates place = FieldCoordinates.coordinates(QUERY, field.getName());
            DataFetcher<?> usual = environment.getCodeRegistry().getDataFetcher(place, field);
            environment.getCodeRegistry().dataFetcher(place, byPlan(new Plans(compiled), usual));
        }
        return field;
    }

    private static DataFetcher<@Nullable Object> byPlan(Plans plans, DataFetcher<?> usual) {
        return field -> {
            var plan = plans.of(field);
            return plan.isPresent() ? plan.get().answer(field).map(Complete::new) : usual.get(field);
        };
    }
}
