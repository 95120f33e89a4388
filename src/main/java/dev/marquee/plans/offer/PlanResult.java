package dev.marquee.plans.offer;

import dev.marquee.plans.Plan;
import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import dev.marquee.shared.PlanId;

/** What a mutation of a plan came to. */
sealed interface PlanResult {

    /** The plan is on offer. */
    record CreatePlanSuccess(Plan plan) implements PlanResult {}

    /** The plan is changed. */
    record UpdatePlanSuccess(Plan plan) implements PlanResult {}

    /** The plan is gone. */
    record DeletePlanSuccess(PlanId planId) implements PlanResult {}

    /** Another plan has the name. */
    record PlanNameTaken(String name) implements PlanResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_NAME_TAKEN;
        }

        @Override
        public String message() {
            return "There is a plan with this name already.";
        }
    }

    /** Events are on the plan. */
    record PlanInUse(int events) implements PlanResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_IN_USE;
        }

        @Override
        public String message() {
            return "The plan is in use; archive it instead.";
        }
    }

    /** New events get the plan when they name none. */
    record PlanIsDefault() implements PlanResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PLAN_IS_DEFAULT;
        }

        @Override
        public String message() {
            return "The default plan stays on offer; make another plan the default first.";
        }
    }
}
