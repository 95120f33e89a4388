package dev.marquee.ordering;

import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.inventory.TicketType;
import dev.marquee.inventory.TicketTypes;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets nobody order what costs something from an event without PAYMENTS. */
@Component
class PaidTickets {

    private final EventPlans plans;
    private final TicketTypes ticketTypes;
    private final Teams teams;

    PaidTickets(EventPlans plans, TicketTypes ticketTypes, Teams teams) {
        this.plans = plans;
        this.ticketTypes = ticketTypes;
        this.teams = teams;
    }

    /** Passes, or fails with {@code FEATURE_DISABLED}; the prices are read only when the feature is off. */
    Mono<Void> check(Basket basket) {
        return plans.require(basket.event(), Feature.PAYMENTS)
                .onErrorResume(
                        PaidTickets::isDisabled,
                        disabled -> costs(basket).flatMap(costs -> costs ? Mono.error(disabled) : Mono.empty()));
    }

    private static boolean isDisabled(Throwable thrown) {
        return thrown instanceof ApiError error && error.code() == ErrorCode.FEATURE_DISABLED;
    }

    /** Whether something in the basket that the buyer may know of costs something. */
    private Mono<Boolean> costs(Basket basket) {
        return teams.allows(basket.buyer(), basket.event(), EventPermission.VIEW)
                .flatMap(member -> ticketTypes
                        .byIds(basket.types())
                        .map(found -> found.values().stream().anyMatch(type -> costs(type, basket, member))));
    }

    private static boolean costs(TicketType type, Basket basket, boolean member) {
        return type.eventId().equals(basket.event())
                && (member || !type.hidden())
                && !type.price().isZero();
    }
}
