package dev.marquee.catalog;

import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.People;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.platform.Basis;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The fields of an event that lie outside of its own row, each read for a whole page at once. */
@Controller
class EventFieldController {

    private final Categories categories;
    private final ListingStore listings;
    private final People people;
    private final Teams teams;
    private final EventPlans plans;

    EventFieldController(Categories categories, ListingStore listings, People people, Teams teams, EventPlans plans) {
        this.categories = categories;
        this.listings = listings;
        this.people = people;
        this.teams = teams;
        this.plans = plans;
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, Category>> category(List<Event> events) {
        return categories
                .byIds(events.stream().map(Event::categoryId).toList())
                .map(found -> each(events, event -> found.get(event.categoryId())));
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, Organizer>> organizer(List<Event> events) {
        List<PersonId> organizers =
                events.stream().map(Event::organizerId).distinct().toList();
        return Basis.note(basis -> organizers.forEach(organizer -> basis.on(People.topic(organizer))))
                .then(people.byIds(organizers))
                .map(found -> each(events, event -> organizer(found.get(event.organizerId()))));
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, TeamRole>> myRole(List<Event> events) {
        return ofCaller(events, Teams.Membership::role);
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, List<String>>> myGates(List<Event> events) {
        return ofCaller(events, Teams.Membership::gates);
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, Set<Feature>>> enabledFeatures(List<Event> events) {
        return teams.allowed(ids(events), EventPermission.VIEW)
                .flatMap(plans::byEvents)
                .map(found -> each(
                        events,
                        event -> Optional.ofNullable(found.get(event.id()))
                                .map(EventPlan::enabled)
                                .orElse(null)));
    }

    @BatchMapping(typeName = "Event")
    Mono<Map<Event, Boolean>> soldOut(List<Event> events) {
        return listings.soldOut(ids(events)).map(found -> each(events, event -> found.getOrDefault(event.id(), false)));
    }

    private <T> Mono<Map<Event, T>> ofCaller(List<Event> events, Function<Teams.Membership, T> part) {
        return Callers.current()
                .flatMap(caller -> teams.memberships(ids(events), caller.id()))
                .defaultIfEmpty(Map.of())
                .map(found -> each(
                        events,
                        event -> Optional.ofNullable(found.get(event.id()))
                                .map(part)
                                .orElse(null)));
    }

    private static @Nullable Organizer organizer(People.@Nullable Person person) {
        return person == null ? null : new Organizer(person.id(), person.displayName());
    }

    private static List<EventId> ids(List<Event> events) {
        return events.stream().map(Event::id).distinct().toList();
    }

    private static <T> Map<Event, T> each(List<Event> events, Function<Event, @Nullable T> value) {
        Map<Event, T> values = new HashMap<>();
        for (Event event : events) {
            @Nullable T found = value.apply(event);
            if (found != null) {
                values.put(event, found);
            }
        }
        return values;
    }
}
