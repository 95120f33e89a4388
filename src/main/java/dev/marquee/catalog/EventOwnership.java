package dev.marquee.catalog;

import dev.marquee.plans.Plan;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import reactor.core.publisher.Mono;

/** Who an event belongs to, as buyers and plans see it; every method joins the current transaction. */
public interface EventOwnership {

    /** Makes a person the organizer of an event that is locked; or tells which limit is in the way, and changes nothing. */
    Mono<Plan.Reached> handOver(EventId event, PersonId to);
}
