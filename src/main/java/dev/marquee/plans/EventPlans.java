package dev.marquee.plans;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.PlanId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The plan of each event; what is read and written joins the current transaction. */
public interface EventPlans {

    /** Topic of the live bus that tells that features of some event have changed. */
    String TOPIC = "features";

    /**
     * The plan that an input names, or the default one for null; it stays there until the transaction ends.
     * {@code BAD_USER_INPUT} when there is none on offer.
     *
     * @param field path of the input, e.g. {@code input.planId}
     */
    Mono<Plan> offered(@Nullable PlanId plan, String field);

    /** A plan, on offer or not; it stays there until the transaction ends. Empty when there is none. */
    Mono<Plan> kept(PlanId plan);

    /** Plans by id, on offer or not, in one statement. */
    Mono<Map<PlanId, Plan>> plans(Collection<PlanId> plans);

    /**
     * Puts an event on a plan, instead of the one that it was on.
     *
     * @param overrides features that this event has or lacks whatever the plan says
     * @param by who decided it
     */
    Mono<Void> put(EventId event, PlanId plan, List<FeatureSwitch> overrides, PersonId by);

    /** What an event is allowed; the default plan when it was never put on one. */
    Mono<EventPlan> of(EventId event);

    /** What events are allowed, in one statement. */
    Mono<Map<EventId, EventPlan>> byEvents(Collection<EventId> events);

    /**
     * Passes or fails with {@code FEATURE_DISABLED} as {@code @feature} does, for what only the use case can tell to need
     * a feature. Not for use within a transaction.
     */
    Mono<Void> require(EventId event, Feature feature);
}
