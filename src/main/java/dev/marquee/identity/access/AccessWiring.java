package dev.marquee.identity.access;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/**
 * Puts the access check in front of each root field, outside of all other wirings. Denied by default: a schema with a
 * root field that says nothing of its access, or something that makes no sense, does not start.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AccessWiring implements RuntimeWiringConfigurer, SchemaDirectiveWiring {

    private static final String SUBSCRIPTION = "Subscription";
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", SUBSCRIPTION);

    private final Gatekeeper gatekeeper;
    private final EndOfAccess endOfAccess;

    AccessWiring(Gatekeeper gatekeeper, EndOfAccess endOfAccess) {
        this.gatekeeper = gatekeeper;
        this.endOfAccess = endOfAccess;
    }

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.directiveWiring(this);
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        GraphQLFieldDefinition field = environment.getElement();
        String type = environment.getFieldsContainer().getName();
        if (!ROOTS.contains(type)) {
            refuseDirectives(type, field);
        } else if (AccessRule.of(type, field) instanceof AccessRule.Guarded rule) {
            guard(environment, FieldCoordinates.coordinates(type, field.getName()), rule);
        }
        return field;
    }

    private void guard(
            SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment,
            FieldCoordinates place,
            AccessRule.Guarded rule) {
        DataFetcher<?> fetcher = environment.getCodeRegistry().getDataFetcher(place, environment.getElement());
        boolean subscription = place.getTypeName().equals(SUBSCRIPTION);
        environment
                .getCodeRegistry()
                .dataFetcher(place, new GuardedField(rule, subscription, fetcher, gatekeeper, endOfAccess));
    }

    private static void refuseDirectives(String type, GraphQLFieldDefinition field) {
        if (Stream.of("public", "auth", "event").anyMatch(field::hasAppliedDirective)) {
            throw new IllegalStateException(
                    type + "." + field.getName() + " is no root field and cannot carry an access directive");
        }
    }
}
