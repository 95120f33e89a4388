package dev.marquee.onboarding.request;

import dev.marquee.catalog.NewEvent;
import dev.marquee.onboarding.request.EventRequest.EventOrganizer;
import dev.marquee.plans.Feature;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PlanId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of the mutations of requests, as the schema declares them. */
final class EventRequestInput {

    private EventRequestInput() {}

    /** The schema's {@code RequestEventInput}. */
    record Request(@Nullable PlanId planId, NewEvent event, EventOrganizer organizer) {}

    /** The schema's {@code WithdrawEventRequestInput}. */
    record Withdraw(EventRequestId requestId) {}

    /** The schema's {@code ApproveEventRequestInput}. */
    record Approve(EventRequestId requestId, @Nullable FeatureOverrides featureOverrides) {

        FeatureOverrides overrides() {
            return featureOverrides == null ? FeatureOverrides.NONE : featureOverrides;
        }
    }

    /** The schema's {@code RejectEventRequestInput}. */
    record Reject(EventRequestId requestId, String reason) {}

    /** The schema's {@code FeatureOverridesInput}. */
    record FeatureOverrides(List<Feature> add, List<Feature> remove) {

        static final FeatureOverrides NONE = new FeatureOverrides(List.of(), List.of());
    }
}
