package dev.marquee.onboarding.request;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.People;
import dev.marquee.onboarding.request.EventRequest.Decision;
import dev.marquee.onboarding.request.EventRequestQueries.Transition;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The fields of a request that lie outside of its own row, each read for a whole page at once. */
@Controller
class EventRequestFieldController {

    private final EventRequestQueries queries;
    private final EventPlans plans;
    private final EventDirectory events;
    private final People people;

    EventRequestFieldController(EventRequestQueries queries, EventPlans plans, EventDirectory events, People people) {
        this.queries = queries;
        this.plans = plans;
        this.events = events;
        this.people = people;
    }

    /** The schema's {@code EventRequester}. */
    record EventRequester(PersonId id, String name, String email) {}

    /** The schema's {@code EventRequestActor}. */
    record EventRequestActor(PersonId id, String name) {}

    @BatchMapping
    Mono<Map<EventRequest, Plan>> plan(List<EventRequest> of) {
        return plans.plans(of.stream().map(EventRequest::planId).collect(Collectors.toSet()))
                .map(found -> each(of, request -> found.get(request.planId())));
    }

    @BatchMapping
    Mono<Map<EventRequest, Event>> event(List<EventRequest> of) {
        Set<EventId> made = of.stream().flatMap(request -> eventOf(request)).collect(Collectors.toSet());
        return events.visible(made)
                .map(found -> each(
                        of,
                        request -> eventOf(request).map(found::get).findFirst().orElse(null)));
    }

    @BatchMapping
    Mono<Map<EventRequest, EventRequester>> requester(List<EventRequest> of) {
        return people.byIds(of.stream().map(EventRequest::requesterId).collect(Collectors.toSet()))
                .map(found -> each(of, request -> requester(found.get(request.requesterId()))));
    }

    @BatchMapping
    Mono<Map<EventRequest, EventRequestActor>> decidedBy(List<EventRequest> of) {
        return people.byIds(of.stream()
                        .flatMap(request -> Stream.ofNullable(request.decision()))
                        .map(Decision::by)
                        .collect(Collectors.toSet()))
                .map(found -> each(
                        of,
                        request -> request.decision() == null
                                ? null
                                : actor(found.get(request.decision().by()))));
    }

    @BatchMapping
    Mono<Map<EventRequest, Collection<Transition>>> history(List<EventRequest> of) {
        return queries.history(of.stream().map(EventRequest::id).toList())
                .map(found -> each(of, request -> found.get(request.id())));
    }

    @BatchMapping(typeName = "EventRequestTransition", field = "by")
    Mono<Map<Transition, EventRequestActor>> by(List<Transition> of) {
        return people.byIds(of.stream().map(Transition::by).collect(Collectors.toSet()))
                .map(found -> each(of, transition -> actor(found.get(transition.by()))));
    }

    @SchemaMapping
    @Nullable Instant decidedAt(EventRequest request) {
        return request.decision() == null ? null : request.decision().at();
    }

    @SchemaMapping
    @Nullable String reason(EventRequest request) {
        return request.decision() == null ? null : request.decision().reason();
    }

    @SchemaMapping
    @Nullable Set<Feature> approvedFeatures(EventRequest request) {
        return request.decision() == null ? null : request.decision().features();
    }

    private static Stream<EventId> eventOf(EventRequest request) {
        Decision decision = request.decision();
        return decision == null ? Stream.empty() : Stream.ofNullable(decision.eventId());
    }

    private static @Nullable EventRequester requester(People.@Nullable Person person) {
        return person == null ? null : new EventRequester(person.id(), person.displayName(), person.email());
    }

    private static @Nullable EventRequestActor actor(People.@Nullable Person person) {
        return person == null ? null : new EventRequestActor(person.id(), person.displayName());
    }

    private static <K, V> Map<K, V> each(List<K> all, Function<K, @Nullable V> value) {
        Map<K, V> values = new HashMap<>();
        for (K one : all) {
            @Nullable V found = value.apply(one);
            if (found != null) {
                values.put(one, found);
            }
        }
        return values;
    }
}
