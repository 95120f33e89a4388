package dev.marquee.platform.selection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.platform.Basis;
import dev.marquee.platform.selection.CompiledField.Plan;
import dev.marquee.platform.selection.SelectionCompiler.NotDeclared;
import graphql.execution.MergedField;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The plans of one root field. Valid documents stay parsed, so a plan is remembered with the node that it was made of,
 * as long as that is there; one that depends on variables is made anew.
 */
final class Plans {

    private static final int MOST = 1_000;

    private final CompiledField root;
    private final Cache<Field, Optional<Plan>> known =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST).build();

    Plans(CompiledField root) {
        this.root = root;
    }

    /** The plan of what is selected; empty if something of it cannot be compiled. */
    Optional<Plan> of(DataFetchingEnvironment field) {
        MergedField merged = field.getMergedField();
        if (!merged.isSingleField()) {
            return Optional.empty();
        }
        Optional<Plan> plan = known.getIfPresent(merged.getSingleField());
        return plan == null ? made(field, merged) : plan;
    }

    private Optional<Plan> made(DataFetchingEnvironment field, MergedField merged) {
        return switch (Conditions.of(merged.getSingleField(), field.getFragmentsByName())) {
            case NONE -> {
                Optional<Plan> plan = compiled(field, merged);
                known.put(merged.getSingleField(), plan);
                yield plan;
            }
            case VARIABLE -> compiled(field, merged);
            case UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Plan> compiled(DataFetchingEnvironment field, MergedField merged) {
        SelectionCompiler compiler = new SelectionCompiler(
                field.getGraphQLSchema(), field.getFragmentsByName(), field.getVariables(), field.getGraphQlContext());
        try {
            Plan noting = root.compile(new Below(compiler, merged, new Columns(true)));
            Plan plain = root.compile(new Below(compiler, merged, new Columns(false)));
            return Optional.of(asked ->
                    Mono.deferContextual(context -> (context.hasKey(Basis.class) ? noting : plain).answer(asked)));
        } catch (NotDeclared some) {
            return Optional.empty();
        }
    }
}
