package dev.marquee.plans.features;

import dev.marquee.identity.ArgumentPath;
import dev.marquee.identity.EventLookup;
import dev.marquee.shared.EventId;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts the check of the features in front of each field with {@code @feature}: behind the access check, which is wired
 * later and so lies outside of this one, and in front of everything else. A schema whose path to the event leads nowhere
 * does not start.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class FeatureWiring implements RuntimeWiringConfigurer, SchemaDirectiveWiring {

    private static final String SUBSCRIPTION = "Subscription";
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", SUBSCRIPTION);

    private final FeatureGate gate;
    private final EventLookup events;

    FeatureWiring(FeatureGate gate, EventLookup events) {
        this.gate = gate;
        this.events = events;
    }

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.directiveWiring(this);
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        GraphQLFieldDefinition field = environment.getElement();
        @Nullable GraphQLAppliedDirective directive = field.getAppliedDirective("feature");
        if (directive != null) {
            String name = environment.getFieldsContainer().getName() + "." + field.getName();
            @Nullable String when = directive.getArgument("when").getValue();
            FieldCoordinates place = FieldCoordinates.coordinates(environment.getFieldsContainer(), field);
            GraphQLCodeRegistry.Builder code = environment.getCodeRegistry();
            DataFetcher<?> open = code.getDataFetcher(place, field);
            DataFetcher<?> gated = gated(environment.getFieldsContainer(), field, directive, open);
            code.dataFetcher(
                    place,
                    when == null
                            ? gated
                            : FeatureCondition.of(name, field, when).choose(gated, open));
        }
        return field;
    }

    private DataFetcher<?> gated(
            GraphQLFieldsContainer parent,
            GraphQLFieldDefinition field,
            GraphQLAppliedDirective directive,
            DataFetcher<?> fetcher) {
        FeatureRule rule = FeatureRule.of(parent.getName() + "." + field.getName(), directive);
        String path = String.valueOf(directive.getArgument("event").<@Nullable Object>getValue());
        if (!ROOTS.contains(parent.getName())) {
            return new GatedPart(rule, ParentPath.of(parent, field.getName(), path), fetcher, gate);
        }
        ArgumentPath argument = ArgumentPath.of(parent.getName(), field, "@feature(event:)", path);
        return new GatedField(
                rule,
                field.hasAppliedDirective("event") ? belonging(argument) : named(argument),
                parent.getName().equals(SUBSCRIPTION),
                fetcher,
                gate);
    }

    private Function<DataFetchingEnvironment, Mono<EventId>> belonging(ArgumentPath argument) {
        return environment -> events.eventOf(argument.valueIn(environment), argument);
    }

    /** Without {@code @event} the id is the event's own: nobody learns to which event something of others belongs. */
    private Function<DataFetchingEnvironment, Mono<EventId>> named(ArgumentPath argument) {
        return environment -> Mono.just(events.eventItself(argument.valueIn(environment), argument));
    }
}
