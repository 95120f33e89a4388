package dev.marquee.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses an operation that is larger than the settings allow. Valid documents stay parsed, so the measure of an operation
 * is remembered with it unless it depends on variables; measuring it took 4 % of the server's time for a read of w1b.
 */
@Component
class DocumentLimits {

    private final LimitSettings settings;
    private final Cache<OperationDefinition, Measure> measured;

    DocumentLimits(LimitSettings settings) {
        this.settings = settings;
        this.measured = Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(settings.cachedDocuments())
                .build();
    }

    /**
     * Checks every operation and fragment of a document that is not validated yet.
     *
     * @return the cost of the most expensive operation
     */
    long check(GraphQLSchema schema, Document document, Map<String, ? extends @Nullable Object> variables) {
        SelectionMeter fragments = meter(schema, document, new ArgumentSizes(null, variables));
        document.getDefinitionsOfType(FragmentDefinition.class).forEach(fragment -> {
            Measure measure = fragments.measure(fragment);
            boolean ofSchema = fragment.getTypeCondition().getName().startsWith("__");
            refuseExcess(ofSchema ? measure.asIntrospection() : measure);
        });
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToLong(operation -> check(schema, document, operation, variables))
                .max()
                .orElse(0);
    }

    /**
     * Checks the operation that is about to run.
     *
     * @return its cost
     */
    long check(
            GraphQLSchema schema,
            Document document,
            OperationDefinition operation,
            Map<String, ? extends @Nullable Object> variables) {
        Measure known = measured.getIfPresent(operation);
        Measure measure = known == null ? measure(schema, document, operation, variables) : known;
        refuse("rootFields", measure.level(), settings.rootFields());
        refuseExcess(measure);
        return measure.cost();
    }

    private Measure measure(
            GraphQLSchema schema,
            Document document,
            OperationDefinition operation,
            Map<String, ? extends @Nullable Object> variables) {
        ArgumentSizes sizes = new ArgumentSizes(operation, variables);
        Measure measure = meter(schema, document, sizes).measure(operation);
        if (!sizes.varying()) {
            measured.put(operation, measure);
        }
        return measure;
    }

    private static SelectionMeter meter(GraphQLSchema schema, Document document, ArgumentSizes sizes) {
        return new SelectionMeter(schema, document, new FieldCost(sizes));
    }

    private void refuseExcess(Measure measure) {
        refuse("depth", measure.depth(), settings.depth());
        refuse("introspectionDepth", measure.introspectionDepth(), settings.introspectionDepth());
        refuse("aliases", measure.aliases(), settings.aliases());
        refuse("directives", measure.directives(), settings.directives());
        refuse("fields", measure.fields(), settings.fields());
        refuse("cost", measure.cost(), settings.cost());
    }

    private static void refuse(String what, long value, long limit) {
        if (value > limit) {
            throw LimitExceeded.tooComplex(what, value, limit);
        }
    }
}
