package dev.marquee.identity.people;

import dev.marquee.identity.Caller;
import dev.marquee.identity.OrganizerSuspended;
import dev.marquee.identity.Role;
import dev.marquee.identity.RoleGrants;
import dev.marquee.identity.Standing;
import dev.marquee.identity.people.UserResult.GrantRoleSuccess;
import dev.marquee.identity.people.UserResult.LastAdministrator;
import dev.marquee.identity.people.UserResult.ReinstateUserSuccess;
import dev.marquee.identity.people.UserResult.RevokeRoleSuccess;
import dev.marquee.identity.people.UserResult.SuspendUserSuccess;
import dev.marquee.identity.people.UserResult.UserStateConflict;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes what people may do, one change at a time on all instances, so that an administrator is always left. */
@Service
class Users implements RoleGrants {

    private final UserStore store;
    private final UserQueries queries;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final LiveBus liveBus;
    private final TransactionalOperator transactions;
    private final Clock clock;

    Users(
            UserStore store,
            UserQueries queries,
            AuditTrail audit,
            Outbox outbox,
            LiveBus liveBus,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.audit = audit;
        this.outbox = outbox;
        this.liveBus = liveBus;
        this.transactions = transactions;
        this.clock = clock;
    }

    Mono<UserResult> suspend(UserInput.Suspend input, Caller caller) {
        return Mono.fromSupplier(input::cleanReason)
                .flatMap(reason -> inTurn(
                        input.userId(),
                        caller,
                        user -> unless(
                                user.status() != UserStatus.ACTIVE,
                                user,
                                unlessLast(
                                        user,
                                        store.suspend(
                                                        user.id(),
                                                        reason,
                                                        caller.id(),
                                                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                                                .flatMap(changed -> told("suspendUser", user, changed))
                                                .flatMap(changed ->
                                                        offSale(input).thenReturn(changed))
                                                .map(SuspendUserSuccess::new)))));
    }

    Mono<UserResult> reinstate(UserInput.Reinstate input, Caller caller) {
        return inTurn(
                input.userId(),
                caller,
                user -> unless(
                        user.status() != UserStatus.SUSPENDED,
                        user,
                        store.reinstate(user.id())
                                .flatMap(changed -> told("reinstateUser", user, changed))
                                .map(ReinstateUserSuccess::new)));
    }

    Mono<UserResult> grant(UserInput.Grant input, Caller caller) {
        return givable(input.role())
                .then(inTurn(
                        input.userId(),
                        caller,
                        user -> unless(
                                user.status() == UserStatus.DELETED,
                                user,
                                store.grant(user.id(), input.role())
                                        .flatMap(changed -> told("grantRole", user, changed))
                                        .map(GrantRoleSuccess::new))));
    }

    Mono<UserResult> revoke(UserInput.Revoke input, Caller caller) {
        return givable(input.role())
                .then(inTurn(
                        input.userId(),
                        caller,
                        user -> unless(
                                user.status() == UserStatus.DELETED,
                                user,
                                input.role() == Role.ADMIN
                                        ? unlessLast(user, revoked(user, input.role()))
                                        : revoked(user, input.role()))));
    }

    @Override
    public Mono<Void> grant(PersonId person, Role role) {
        return store.grant(person, role).flatMap(this::followed).then();
    }

    private Mono<UserResult> revoked(User user, Role role) {
        return store.revoke(user.id(), role)
                .flatMap(changed -> told("revokeRole", user, changed))
                .map(RevokeRoleSuccess::new);
    }

    private static Mono<Void> givable(Role role) {
        return role == Role.USER ? Mono.error(ApiError.badInput("input.role", "Everybody is a USER.")) : Mono.empty();
    }

    /** Works on a person while nobody else's standing changes; the caller may have lost the role while waiting. */
    private Mono<UserResult> inTurn(PersonId id, Caller caller, Function<User, Mono<UserResult>> change) {
        return store.lock()
                .then(Mono.defer(() -> store.isAdministrator(caller.id())))
                .filter(administrator -> administrator)
                .switchIfEmpty(Mono.error(() -> ApiError.forbidden("This needs the role ADMIN.")))
                .flatMap(administrator -> queries.byId(id))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("user")))
                .flatMap(change)
                .as(transactions::transactional);
    }

    private static Mono<UserResult> unless(boolean conflict, User user, Mono<UserResult> change) {
        return conflict ? Mono.just(new UserStateConflict(user.status())) : change;
    }

    private Mono<UserResult> unlessLast(User user, Mono<UserResult> change) {
        return store.isAdministratorBeside(user.id())
                .flatMap(others ->
                        others || !user.roles().contains(Role.ADMIN) ? change : Mono.just(new LastAdministrator()));
    }

    private Mono<User> told(String action, User before, User after) {
        return audit.record(action, after.id(), before.trace(), after.trace()).then(followed(after));
    }

    private Mono<User> followed(User changed) {
        return outbox.add(StandingChanged.TOPIC, StandingChanged.of(changed.id()))
                .then(Mono.defer(() -> liveBus.announce(Standing.TOPIC)))
                .thenReturn(changed);
    }

    private Mono<Void> offSale(UserInput.Suspend input) {
        return input.takeEventsOffSale()
                ? outbox.add(
                        OrganizerSuspended.TOPIC,
                        new OrganizerSuspended(input.userId().value()))
                : Mono.empty();
    }
}
