package dev.marquee.plans;

import java.util.Set;

/**
 * What an event is allowed.
 *
 * @param enabled features that are switched on, by the plan or for this event
 */
public record EventPlan(Plan plan, Set<Feature> enabled) {}
