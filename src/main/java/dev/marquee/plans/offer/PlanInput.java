package dev.marquee.plans.offer;

import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.Money;
import dev.marquee.shared.PlanId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The inputs of the plan mutations, as the schema declares them. */
final class PlanInput {

    private static final long MAX_PRICE = 99_999_999;

    private PlanInput() {}

    /** The schema's {@code CreatePlanInput}. */
    record Create(
            String name,
            String description,
            long price,
            Currency currency,
            int feeBasisPoints,
            List<Feature> features,
            @Nullable Integer ticketsPerEvent,
            @Nullable Integer eventsPerOrganizer,
            @Nullable Integer position) {

        /**
         * The plan that it describes.
         *
         * @param last the place behind all others
         */
        Plan plan(int last) {
            return new Plan(
                    PlanId.next(),
                    name.strip(),
                    description,
                    new Money(checkedPrice(price), currency),
                    feeBasisPoints,
                    PlanRows.inOrder(features),
                    new Plan.Limits(ticketsPerEvent, eventsPerOrganizer),
                    position == null ? last : position,
                    false,
                    false);
        }
    }

    /** The schema's {@code UpdatePlanInput}. */
    record Update(
            PlanId planId,
            ArgumentValue<String> name,
            ArgumentValue<String> description,
            ArgumentValue<Long> price,
            ArgumentValue<Currency> currency,
            ArgumentValue<Integer> feeBasisPoints,
            ArgumentValue<List<Feature>> features,
            ArgumentValue<Integer> ticketsPerEvent,
            ArgumentValue<Integer> eventsPerOrganizer,
            ArgumentValue<Integer> position,
            ArgumentValue<Boolean> archived,
            boolean makeDefault) {

        /** The plan as it shall be. */
        Plan applyTo(Plan now) {
            Plan.Limits limits = now.limits();
            return new Plan(
                    now.id(),
                    needed("name", name, now.name()).strip(),
                    needed("description", description, now.description()),
                    new Money(
                            checkedPrice(needed("price", price, now.price().amount())),
                            needed("currency", currency, now.price().currency())),
                    needed("feeBasisPoints", feeBasisPoints, now.feeBasisPoints()),
                    PlanRows.inOrder(needed("features", features, List.copyOf(now.features()))),
                    new Plan.Limits(
                            optional(ticketsPerEvent, limits.ticketsPerEvent()),
                            optional(eventsPerOrganizer, limits.eventsPerOrganizer())),
                    needed("position", position, now.position()),
                    needed("archived", archived, now.archived()),
                    makeDefault || now.isDefault());
        }
    }

    /** The schema's {@code DeletePlanInput}. */
    record Delete(PlanId planId) {}

    private static long checkedPrice(long price) {
        if (price < 0 || price > MAX_PRICE) {
            throw ApiError.badInput("input.price", "A price lies between 0 and 99,999,999 minor units.");
        }
        return price;
    }

    private static <T> T needed(String field, ArgumentValue<T> change, T now) {
        return change.isOmitted()
                ? now
                : change.asOptional()
                        .orElseThrow(() ->
                                ApiError.badInput("input." + field, "This cannot be null; leave it out to keep it."));
    }

    private static @Nullable Integer optional(ArgumentValue<Integer> change, @Nullable Integer now) {
        return change.isOmitted() ? now : change.value();
    }
}
