package dev.marquee.identity.privacy;

import dev.marquee.identity.Caller;
import dev.marquee.identity.OrganizerSuspended;
import dev.marquee.identity.Role;
import dev.marquee.identity.Standing;
import dev.marquee.identity.people.StandingChanged;
import dev.marquee.identity.people.UserStore;
import dev.marquee.identity.privacy.AccountResult.DeleteMyAccountSuccess;
import dev.marquee.identity.privacy.AccountResult.LastAdministrator;
import dev.marquee.identity.privacy.AccountResult.OwnsUpcomingEvents;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalData.Leaving;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows people all that is kept of them, and forgets them; each module sees to its own part. */
@Service
class Accounts {

    private final List<PersonalData> parts;
    private final UserStore people;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final LiveBus liveBus;
    private final TransactionalOperator transactions;
    private final Clock clock;

    Accounts(
            ObjectProvider<PersonalData> parts,
            UserStore people,
            AuditTrail audit,
            Outbox outbox,
            LiveBus liveBus,
            TransactionalOperator transactions,
            Clock clock) {
        this.parts = parts.stream()
                .sorted(Comparator.comparing(PersonalData::section))
                .toList();
        this.people = people;
        this.audit = audit;
        this.outbox = outbox;
        this.liveBus = liveBus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Each part under its name, as lists of JSON objects. */
    Mono<Map<String, List<Map<String, Object>>>> export(PersonId person) {
        return Flux.fromIterable(parts)
                .concatMap(part -> part.of(person).map(rows -> Map.entry(part.section(), rows)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Deletes the caller's account or changes nothing; {@code BAD_USER_INPUT} unless the address is the caller's. */
    Mono<AccountResult> delete(String email, Caller caller) {
        return email.strip().equalsIgnoreCase(caller.email())
                ? transactions
                        .execute(transaction -> delete(caller, transaction))
                        .single()
                : Mono.error(ApiError.badInput("input.email", "This is not the address of your account."));
    }

    private Mono<AccountResult> delete(Caller caller, ReactiveTransaction transaction) {
        return people.lock()
                .then(Mono.defer(() -> isLast(caller)))
                .flatMap(last -> last ? Mono.just(new LastAdministrator()) : erased(caller))
                .doOnNext(result -> {
                    if (!(result instanceof DeleteMyAccountSuccess)) {
                        transaction.setRollbackOnly();
                    }
                });
    }

    private Mono<Boolean> isLast(Caller caller) {
        return caller.has(Role.ADMIN)
                ? people.isAdministratorBeside(caller.id()).map(others -> !others)
                : Mono.just(false);
    }

    private Mono<AccountResult> erased(Caller caller) {
        Leaving leaving = new Leaving(caller.id(), caller.email().toLowerCase(Locale.ROOT), caller.emailVerified());
        return Flux.fromIterable(parts)
                .concatMap(part -> part.erase(leaving))
                .thenMany(Flux.fromIterable(parts))
                .concatMap(part -> part.hindrances(caller.id()))
                .reduce(0, Integer::sum)
                .flatMap(events -> events > 0 ? Mono.just(new OwnsUpcomingEvents(events)) : gone(caller.id()));
    }

    /** What somebody published meanwhile is taken off sale afterwards. */
    private Mono<AccountResult> gone(PersonId person) {
        return audit.record("deleteMyAccount", person, null, null)
                .then(outbox.add(StandingChanged.TOPIC, StandingChanged.of(person)))
                .then(Mono.defer(() -> outbox.add(OrganizerSuspended.TOPIC, new OrganizerSuspended(person.value()))))
                .then(Mono.defer(() -> liveBus.announce(Standing.TOPIC)))
                .then(Mono.fromSupplier(() -> new DeleteMyAccountSuccess(clock.instant())));
    }
}
