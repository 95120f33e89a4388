package dev.marquee.plans.offer;

import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Plan;
import dev.marquee.plans.offer.PlanResult.CreatePlanSuccess;
import dev.marquee.plans.offer.PlanResult.DeletePlanSuccess;
import dev.marquee.plans.offer.PlanResult.PlanInUse;
import dev.marquee.plans.offer.PlanResult.PlanIsDefault;
import dev.marquee.plans.offer.PlanResult.PlanNameTaken;
import dev.marquee.plans.offer.PlanResult.UpdatePlanSuccess;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.PlanId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows the plans and edits them, one edit at a time. */
@Service
class Plans implements NodeSource {

    private static final int MOST = 100;

    private final PlanStore store;
    private final LiveBus liveBus;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;

    Plans(PlanStore store, LiveBus liveBus, AuditTrail audit, TransactionalOperator transactions) {
        this.store = store;
        this.liveBus = liveBus;
        this.audit = audit;
        this.transactions = transactions;
    }

    Mono<List<Plan>> list(boolean archivedToo) {
        return archivedToo ? store.all() : store.onOffer();
    }

    Mono<Plan> byId(PlanId id) {
        return store.byId(id);
    }

    /** The plans with these ids in this order, or all on offer for null. */
    Mono<PlanComparison> compare(@Nullable List<PlanId> ids) {
        return ids == null
                ? store.onOffer().map(PlanComparison::new)
                : store.all().map(all -> new PlanComparison(chosen(all, ids)));
    }

    Mono<PlanResult> create(PlanInput.Create input) {
        return store.lock()
                .then(store.extent())
                .filter(extent -> extent.plans() < MOST)
                .switchIfEmpty(Mono.error(() -> ApiError.badInput("input", "There are at most " + MOST + " plans.")))
                .flatMap(extent -> add(input.plan(extent.end())))
                .as(transactions::transactional);
    }

    Mono<PlanResult> update(PlanInput.Update input) {
        return locked(input.planId())
                .flatMap(now -> change(now, input.applyTo(now)))
                .as(transactions::transactional);
    }

    Mono<PlanResult> delete(PlanId id) {
        return locked(id)
                .flatMap(plan -> store.eventsOn(id).flatMap(events -> remove(plan, events)))
                .as(transactions::transactional)
                .onErrorResume(
                        DataIntegrityViolationException.class,
                        taken -> store.eventsOn(id).map(PlanInUse::new));
    }

    @Override
    public String prefix() {
        return PlanId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Plan>> find(Collection<UUID> ids) {
        return store.byIds(ids.stream().map(PlanId::new).toList())
                .map(found -> found.stream()
                        .collect(Collectors.toMap(plan -> plan.id().value(), Function.identity())));
    }

    private Mono<Plan> locked(PlanId id) {
        return store.lock().then(store.byId(id)).switchIfEmpty(Mono.error(() -> ApiError.notFound("plan")));
    }

    private Mono<PlanResult> add(Plan plan) {
        return store.insert(plan)
                .flatMap(added -> added
                        ? audit.record("createPlan", plan.id(), null, plan).thenReturn(new CreatePlanSuccess(plan))
                        : Mono.just(new PlanNameTaken(plan.name())));
    }

    private Mono<PlanResult> change(Plan now, Plan wanted) {
        if (wanted.isDefault() && wanted.archived()) {
            return Mono.just(new PlanIsDefault());
        }
        return store.nameTaken(wanted)
                .flatMap(taken -> taken
                        ? Mono.just(new PlanNameTaken(wanted.name()))
                        : write(now, wanted).thenReturn(new UpdatePlanSuccess(wanted)));
    }

    private Mono<Void> write(Plan now, Plan wanted) {
        return (wanted.isDefault() ? store.clearDefault() : Mono.<Void>empty())
                .then(store.update(wanted))
                .then(audit.record("updatePlan", wanted.id(), now, wanted))
                .then(now.features().equals(wanted.features()) ? Mono.empty() : liveBus.announce(EventPlans.TOPIC));
    }

    private Mono<PlanResult> remove(Plan plan, int events) {
        if (plan.isDefault()) {
            return Mono.just(new PlanIsDefault());
        }
        return events > 0
                ? Mono.just(new PlanInUse(events))
                : store.delete(plan.id())
                        .then(audit.record("deletePlan", plan.id(), plan, null))
                        .thenReturn(new DeletePlanSuccess(plan.id()));
    }

    private static List<Plan> chosen(List<Plan> all, List<PlanId> ids) {
        List<Plan> chosen = new ArrayList<>();
        for (PlanId id : ids) {
            Predicate<Plan> wanted = plan -> plan.id().equals(id);
            chosen.add(all.stream()
                    .filter(wanted)
                    .findFirst()
                    .orElseThrow(() -> ApiError.badInput("ids[" + chosen.size() + "]", "There is no such plan.")));
        }
        return chosen;
    }
}
