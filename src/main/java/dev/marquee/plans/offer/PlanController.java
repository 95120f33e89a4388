package dev.marquee.plans.offer;

import dev.marquee.plans.Plan;
import dev.marquee.shared.PlanId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Plans. */
@Controller
class PlanController {

    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    @QueryMapping
    Mono<List<Plan>> plans(@Argument boolean includeArchived) {
        return plans.list(includeArchived);
    }

    @QueryMapping
    Mono<Plan> plan(@Argument PlanId id) {
        return plans.byId(id);
    }

    @QueryMapping
    Mono<PlanComparison> comparePlans(@Argument @Nullable List<PlanId> ids) {
        return plans.compare(ids);
    }

    @MutationMapping
    Mono<PlanResult> createPlan(@Argument PlanInput.Create input) {
        return plans.create(input);
    }

    @MutationMapping
    Mono<PlanResult> updatePlan(@Argument PlanInput.Update input) {
        return plans.update(input);
    }

    @MutationMapping
    Mono<PlanResult> deletePlan(@Argument PlanInput.Delete input) {
        return plans.delete(input.planId());
    }
}
