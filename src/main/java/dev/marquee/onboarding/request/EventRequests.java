package dev.marquee.onboarding.request;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDrafts;
import dev.marquee.catalog.EventRefusal.OrganizerInactive;
import dev.marquee.catalog.EventResult.CreateEventSuccess;
import dev.marquee.catalog.NewEvent;
import dev.marquee.identity.Caller;
import dev.marquee.identity.People;
import dev.marquee.identity.Role;
import dev.marquee.identity.RoleGrants;
import dev.marquee.onboarding.EventRequestDecided;
import dev.marquee.onboarding.request.EventRequestChange.Allowed;
import dev.marquee.onboarding.request.EventRequestInput.FeatureOverrides;
import dev.marquee.onboarding.request.EventRequestResult.AlreadyDecided;
import dev.marquee.onboarding.request.EventRequestResult.ApproveEventRequestSuccess;
import dev.marquee.onboarding.request.EventRequestResult.OpenRequestLimitReached;
import dev.marquee.onboarding.request.EventRequestResult.RejectEventRequestSuccess;
import dev.marquee.onboarding.request.EventRequestResult.RequestEventSuccess;
import dev.marquee.onboarding.request.EventRequestResult.WithdrawEventRequestSuccess;
import dev.marquee.plans.EventPlans;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Asks for events and decides about them, each use case in one transaction that holds the request locked. Each gives a
 * member of the mutation's union.
 */
@Service
class EventRequests {

    private static final String DETAILS = "input.event";

    private final EventRequestStore store;
    private final EventDrafts drafts;
    private final EventPlans plans;
    private final People people;
    private final RoleGrants roles;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final OnboardingSettings settings;
    private final TransactionalOperator transactions;
    private final Clock clock;

    EventRequests(
            EventRequestStore store,
            EventDrafts drafts,
            EventPlans plans,
            People people,
            RoleGrants roles,
            Outbox outbox,
            AuditTrail audit,
            OnboardingSettings settings,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.drafts = drafts;
        this.plans = plans;
        this.people = people;
        this.roles = roles;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    Mono<Object> request(EventRequestInput.Request input, Caller caller) {
        return Mono.fromSupplier(() -> input.event().checked(DETAILS))
                .flatMap(details -> drafts.refuses(details, DETAILS)
                        .cast(Object.class)
                        .switchIfEmpty(Mono.defer(() -> withinLimit(input, details, caller.id()))))
                .as(transactions::transactional);
    }

    Mono<Object> withdraw(EventRequestId id, Caller caller) {
        return locked(id)
                .filter(request -> request.requesterId().equals(caller.id()))
                .switchIfEmpty(Mono.error(EventRequests::notFound))
                .flatMap(request -> carryOut(
                        request.withdraw(now()), after -> store.decide(after).map(WithdrawEventRequestSuccess::new)))
                .as(transactions::transactional);
    }

    Mono<Object> approve(EventRequestInput.Approve input, Caller admin) {
        return locked(input.requestId())
                .flatMap(request -> Mono.<Object>justOrEmpty(request.decided())
                        .switchIfEmpty(people.isActive(request.requesterId())
                                .flatMap(active -> active
                                        ? approve(request, input.overrides(), admin.id())
                                        : Mono.just(new OrganizerInactive()))))
                .as(transactions::transactional);
    }

    Mono<Object> reject(EventRequestInput.Reject input, Caller admin) {
        return locked(input.requestId())
                .flatMap(request -> carryOut(
                        request.reject(input.reason().strip(), admin.id(), now()),
                        after -> store.decide(after)
                                .flatMap(stored -> tell(EventRequestDecided.REJECTED, stored)
                                        .then(recorded("rejectEventRequest", stored))
                                        .thenReturn(stored))
                                .map(RejectEventRequestSuccess::new)))
                .as(transactions::transactional);
    }

    private Mono<Object> withinLimit(EventRequestInput.Request input, NewEvent details, PersonId requester) {
        return store.openRequestsOf(requester)
                .flatMap(open -> open >= settings.openRequests()
                        ? Mono.just(new OpenRequestLimitReached(settings.openRequests()))
                        : plans.offered(input.planId(), "input.planId")
                                .map(plan -> new EventRequest(
                                        EventRequestId.next(),
                                        requester,
                                        plan.id(),
                                        details,
                                        input.organizer(),
                                        plan.features(),
                                        now(),
                                        null,
                                        0))
                                .flatMap(store::insert)
                                .map(RequestEventSuccess::new));
    }

    private Mono<Object> approve(EventRequest request, FeatureOverrides overrides, PersonId admin) {
        Approval approval = Approval.of(request.requestedFeatures(), overrides);
        return plans.kept(request.planId())
                .flatMap(plan -> drafts.create(
                        request.details(), request.requesterId(), plan, approval.on(plan.features()), admin, DETAILS))
                .flatMap(made -> made instanceof CreateEventSuccess success
                        ? approved(request, success.event(), approval, admin)
                        : Mono.just(made));
    }

    private Mono<Object> approved(EventRequest request, Event event, Approval approval, PersonId admin) {
        return carryOut(
                request.approve(event.id(), approval.features(), admin, now()),
                after -> store.decide(after)
                        .flatMap(stored -> roles.grant(stored.requesterId(), Role.ORGANIZER)
                                .then(tell(EventRequestDecided.APPROVED, stored))
                                .then(recorded("approveEventRequest", stored))
                                .thenReturn(new ApproveEventRequestSuccess(stored, event))));
    }

    /** What the log keeps: nothing of what the requester told of anybody. */
    private Mono<Void> recorded(String action, EventRequest request) {
        return audit.record(action, request.id(), Map.of("status", EventRequestStatus.PENDING), request.decision());
    }

    private Mono<Void> tell(String topic, EventRequest request) {
        String reason = request.decision() == null ? null : request.decision().reason();
        return outbox.add(
                topic,
                new EventRequestDecided(request.requesterId(), request.details().title(), reason));
    }

    private Mono<EventRequest> locked(EventRequestId id) {
        return store.lock(id).switchIfEmpty(Mono.error(EventRequests::notFound));
    }

    private static Mono<Object> carryOut(EventRequestChange change, Function<EventRequest, Mono<?>> action) {
        return switch (change) {
            case AlreadyDecided refusal -> Mono.just(refusal);
            case Allowed(EventRequest request) -> action.apply(request).cast(Object.class);
        };
    }

    private static ApiError notFound() {
        return ApiError.notFound("event request");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
