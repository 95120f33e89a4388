package dev.marquee.onboarding.request;

import dev.marquee.catalog.NewEvent;
import dev.marquee.onboarding.request.EventRequestChange.Allowed;
import dev.marquee.onboarding.request.EventRequestResult.AlreadyDecided;
import dev.marquee.plans.Feature;
import dev.marquee.shared.EventId;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.PlanId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish for an event on a plan.
 *
 * @param requestedFeatures what the plan had when it was asked for
 * @param decision null while it is pending
 * @param revision grows with each change of any request; 0 before it is stored
 */
record EventRequest(
        EventRequestId id,
        PersonId requesterId,
        PlanId planId,
        NewEvent details,
        EventOrganizer organizer,
        Set<Feature> requestedFeatures,
        Instant createdAt,
        @Nullable Decision decision,
        long revision) {

    /** Who would run the event, as the requester says. */
    record EventOrganizer(
            String name,
            @Nullable String phone,
            @Nullable URI website,
            @Nullable String about) {}

    /**
     * How a request ended.
     *
     * @param by who decided; the requester when it was withdrawn
     * @param reason given when it was rejected
     * @param features what was approved, with the event that was made
     */
    record Decision(
            EventRequestStatus status,
            PersonId by,
            Instant at,
            @Nullable String reason,
            @Nullable EventId eventId,
            @Nullable Set<Feature> features) {}

    public EventRequestStatus status() {
        return decision == null ? EventRequestStatus.PENDING : decision.status();
    }

    /** Makes it an event, if it is still pending. */
    EventRequestChange approve(EventId event, Set<Feature> features, PersonId by, Instant now) {
        return decide(new Decision(EventRequestStatus.APPROVED, by, now, null, event, features));
    }

    EventRequestChange reject(String reason, PersonId by, Instant now) {
        return decide(new Decision(EventRequestStatus.REJECTED, by, now, reason, null, null));
    }

    EventRequestChange withdraw(Instant now) {
        return decide(new Decision(EventRequestStatus.WITHDRAWN, requesterId, now, null, null, null));
    }

    /** The same at a revision of its own. */
    EventRequest at(long number) {
        return new EventRequest(
                id, requesterId, planId, details, organizer, requestedFeatures, createdAt, decision, number);
    }

    /** Why nobody can decide about it any more; empty while it is pending. */
    Optional<AlreadyDecided> decided() {
        return Optional.ofNullable(decision).map(made -> new AlreadyDecided(made.status(), made.at()));
    }

    private EventRequestChange decide(Decision next) {
        return status().mayBecome(next.status())
                ? new Allowed(new EventRequest(
                        id, requesterId, planId, details, organizer, requestedFeatures, createdAt, next, revision))
                : decided().orElseThrow();
    }
}
