package dev.marquee.catalog;

import dev.marquee.plans.FeatureSwitch;
import dev.marquee.plans.Plan;
import dev.marquee.shared.PersonId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Makes events as drafts; every method joins the current transaction. */
public interface EventDrafts {

    /**
     * Why there can be no such event at this moment; empty when there can.
     *
     * @param path where in the input it lies, for {@code BAD_USER_INPUT}
     */
    Mono<EventRefusal> refuses(NewEvent event, String path);

    /**
     * Makes the draft, with its plan and its place in the stock, and its organizer as OWNER; or nothing at all.
     *
     * @param plan kept until the transaction ends
     * @param overrides features that it has or lacks whatever the plan says
     * @param by who decided about the plan and the features
     * @param path where in the input it lies, for {@code BAD_USER_INPUT}
     */
    Mono<EventResult> create(
            NewEvent event, PersonId organizer, Plan plan, List<FeatureSwitch> overrides, PersonId by, String path);
}
