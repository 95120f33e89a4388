package dev.marquee.onboarding.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.onboarding.request.EventRequestInput.FeatureOverrides;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.platform.errors.ApiError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of requests. */
class EventRequestTests {

    @ParameterizedTest
    @EnumSource(EventRequestStatus.class)
    void isDecidedOnceAndNeverPendingAgain(EventRequestStatus from) {
        for (EventRequestStatus to : EventRequestStatus.values()) {
            assertThat(from.mayBecome(to))
                    .as(from + " to " + to)
                    .isEqualTo(from == EventRequestStatus.PENDING && to != EventRequestStatus.PENDING);
        }
    }

    @Test
    void grantsWhatWasRequestedWithTheOverrides() {
        Approval approval = Approval.of(
                Set.of(Feature.TICKETING, Feature.REPORTS),
                new FeatureOverrides(List.of(Feature.SUB_ADMINS), List.of(Feature.REPORTS)));

        assertThat(approval.features()).containsExactlyInAnyOrder(Feature.TICKETING, Feature.SUB_ADMINS);
        assertThat(approval.on(Set.of(Feature.TICKETING, Feature.REPORTS)))
                .containsExactly(
                        new FeatureSwitch(Feature.REPORTS, false), new FeatureSwitch(Feature.SUB_ADMINS, true));
    }

    @Test
    void grantsWhatWasRequestedThoughThePlanHasChanged() {
        Approval approval = Approval.of(Set.of(Feature.TICKETING), FeatureOverrides.NONE);

        assertThat(approval.on(Set.of(Feature.PAYMENTS)))
                .containsExactly(
                        new FeatureSwitch(Feature.TICKETING, true), new FeatureSwitch(Feature.PAYMENTS, false));
    }

    @Test
    void refusesToAddAndRemoveTheSameFeature() {
        assertThatThrownBy(() ->
                        Approval.of(Set.of(), new FeatureOverrides(List.of(Feature.REPORTS), List.of(Feature.REPORTS))))
                .isInstanceOf(ApiError.class);
    }
}
