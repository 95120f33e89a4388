package dev.marquee.identity.access;

import static dev.marquee.identity.access.MemoryTeam.NOW;
import static dev.marquee.identity.access.MemoryTeam.RECHECK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.identity.ArgumentPath;
import dev.marquee.identity.Caller;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Role;
import dev.marquee.identity.Scope;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.TeamRole;
import dev.marquee.platform.LiveBus.Signal;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a guarded field does for whom, and when a guarded stream ends. */
class GuardedFieldTests {

    private static final ArgumentPath ID = new ArgumentPath(List.of("input", "id"));
    private static final Duration TOKEN = Duration.ofMinutes(5);

    private final MemoryTeam team = new MemoryTeam();
    private final Gatekeeper gatekeeper = team.gatekeeper();
    private final EndOfAccess endOfAccess = team.endOfAccess();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AccessRule.Guarded scan =
            new AccessRule.Guarded(Role.USER, new AccessRule.EventRule(EventPermission.SCAN, ID, null));

    @Test
    void asksForSignInBeforeAnythingElse() {
        refused(scan, null, "nonsense", ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void asksForTheRoleBeforeTheEvent() {
        var rule = new AccessRule.Guarded(Role.ORGANIZER, scan.event());

        refused(rule, caller(Role.USER), "nonsense", ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "", "evt_", "evt_01", "EVT_01h455vb4pex5vsknk084sn02q", "evt_zzz455vb4pex5vsknk"})
    void refusesMalformedId(String id) {
        ApiError error = refused(scan, caller(Role.ADMIN), id, ErrorCode.BAD_USER_INPUT);

        assertThat(error.facts()).containsEntry("field", "input.id");
    }

    @Test
    void refusesIdOfAnotherKind() {
        refused(scan, caller(Role.ADMIN), OrderId.next().toString(), ErrorCode.BAD_USER_INPUT);
    }

    @Test
    void hidesTheEventFromOthers() {
        refused(scan, caller(Role.ORGANIZER), team.event.toString(), ErrorCode.NOT_FOUND);
        refused(scan, caller(Role.USER), EventId.next().toString(), ErrorCode.NOT_FOUND);
        refused(scan, caller(Role.USER), team.ticketType.toString(), ErrorCode.NOT_FOUND);
        refused(scan, caller(Role.ADMIN), TicketTypeId.next().toString(), ErrorCode.NOT_FOUND);
    }

    @Test
    void hidesTheEventFromMembersWhoMayDoLess() {
        var edit = new AccessRule.Guarded(Role.USER, new AccessRule.EventRule(EventPermission.EDIT, ID, null));

        refused(edit, member(TeamRole.STEWARD), team.event.toString(), ErrorCode.NOT_FOUND);
    }

    @Test
    void letsTheTeamPassByTheEventOrWhatBelongsToIt() {
        Caller steward = member(TeamRole.STEWARD);

        assertThat(fetched(scan, steward, team.event.toString())).isEqualTo("value");
        assertThat(fetched(scan, steward, team.ticketType.toString())).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({"North, true", "' North ', true", "South, false", "north, false"})
    void keepsAStewardToTheGates(String given, boolean allowed) {
        var gate = new ArgumentPath(List.of("input", "gate"));
        var rule = new AccessRule.Guarded(Role.USER, new AccessRule.EventRule(EventPermission.SCAN, ID, gate));
        Caller steward = member(TeamRole.STEWARD);
        Map<String, Object> input = Map.of("id", team.event.toString(), "gate", given);
        assertThat(run(rule, steward, input).block()).isEqualTo("value");

        team.gates.put(steward.id(), List.of("North", "VIP"));
        if (allowed) {
            assertThat(run(rule, steward, input).block()).isEqualTo("value");
        } else {
            ApiError error = refusal(run(rule, steward, input), ErrorCode.FORBIDDEN);
            assertThat(error.facts()).containsEntry("gate", given).containsEntry("gates", List.of("North", "VIP"));
        }
        assertThat(run(rule, caller(Role.ADMIN), input).block()).isEqualTo("value");
    }

    @Test
    void keepsAStewardToTheGateOfTheThing() {
        var rule = new AccessRule.Guarded(Role.USER, new AccessRule.EventRule(EventPermission.SCAN, ID, ID));
        Caller steward = member(TeamRole.STEWARD);

        team.gates.put(steward.id(), List.of("North"));
        assertThat(fetched(rule, steward, team.ticketType.toString())).isEqualTo("value");
        team.gates.put(steward.id(), List.of("South"));
        refused(rule, steward, team.ticketType.toString(), ErrorCode.FORBIDDEN);
    }

    @Test
    void readsNoTeamForRolesAlone() {
        assertThat(fetched(new AccessRule.Guarded(Role.ORGANIZER, null), caller(Role.ADMIN), ""))
                .isEqualTo("value");
        assertThat(fetched(scan, caller(Role.ADMIN), team.event.toString())).isEqualTo("value");
        assertThat(team.reads).hasValue(0);
    }

    @Test
    void takesWhateverAFieldFetches() {
        assertThat(fetching(field -> "plain")).isEqualTo("plain");
        assertThat(fetching(field -> Mono.just("mono"))).isEqualTo("mono");
        assertThat(fetching(field -> Flux.just("a", "b"))).isEqualTo(List.of("a", "b"));
        assertThat(fetching(field -> CompletableFuture.completedFuture("future")))
                .isEqualTo("future");
        assertThat(fetching(field -> null)).isNull();
    }

    @Test
    void endsStreamWithTheToken() {
        StepVerifier.withVirtualTime(() -> stream(member(TeamRole.OWNER)))
                .expectNext("first")
                .expectNoEvent(TOKEN.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyErrorSatisfies(error -> hasCode(error, ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void endsStreamAtTheNextLookAfterRemoval() {
        StepVerifier.withVirtualTime(() -> stream(member(TeamRole.STEWARD)))
                .expectNext("first")
                .expectNoEvent(RECHECK.multipliedBy(3))
                .then(team.members::clear)
                .thenAwait(RECHECK)
                .verifyErrorSatisfies(error -> hasCode(error, ErrorCode.NOT_FOUND));
    }

    @Test
    void endsStreamAtOnceWhenTheTeamChangeIsAnnounced() {
        StepVerifier.withVirtualTime(() -> stream(member(TeamRole.STEWARD)))
                .expectNext("first")
                .then(team.members::clear)
                .then(() -> team.signals.tryEmitNext(Signal.CHANGED))
                .verifyErrorSatisfies(error -> hasCode(error, ErrorCode.NOT_FOUND));
    }

    @Test
    void keepsStreamWhileTheTeamCannotBeRead() {
        StepVerifier.withVirtualTime(() -> stream(member(TeamRole.STEWARD)))
                .expectNext("first")
                .then(() -> team.broken = true)
                .expectNoEvent(RECHECK.multipliedBy(2))
                .then(() -> team.broken = false)
                .then(team.members::clear)
                .thenAwait(RECHECK)
                .verifyErrorSatisfies(error -> hasCode(error, ErrorCode.NOT_FOUND));
    }

    @Test
    void readsTheTeamOnceForAllWhoWatchAnEvent() {
        List<Caller> stewards = List.of(member(TeamRole.STEWARD), member(TeamRole.OWNER), member(TeamRole.MANAGER));
        StepVerifier.withVirtualTime(() -> Flux.fromIterable(stewards).flatMap(this::stream))
                .expectNextCount(3)
                .then(() -> team.reads.set(0))
                .thenAwait(RECHECK.multipliedBy(2))
                .then(() -> assertThat(team.reads).hasValue(2))
                .thenCancel()
                .verify();
        assertThat(team.signals.currentSubscriberCount()).isZero();
    }

    @Test
    void doesNotWatchTheTeamForAdministrators() {
        StepVerifier.withVirtualTime(() -> stream(caller(Role.ADMIN)))
                .expectNext("first")
                .expectNoEvent(RECHECK.multipliedBy(3))
                .then(() -> assertThat(team.reads).hasValue(0))
                .thenCancel()
                .verify();
    }

    private Flux<Object> stream(Caller caller) {
        return Flux.<Object>from(field(scan, true, any -> Flux.concat(Mono.just("first"), Mono.never()))
                        .get(arguments(Map.of("id", team.event.toString()))))
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new TestingAuthenticationToken(caller, "", "USER")));
    }

    private ApiError refused(AccessRule.Guarded rule, @Nullable Caller caller, String id, ErrorCode code) {
        return refusal(run(rule, caller, id), code);
    }

    private ApiError refusal(Mono<?> call, ErrorCode code) {
        int before = fetches.get();
        Throwable error = call.materialize().blockOptional().orElseThrow().getThrowable();
        hasCode(error, code);
        assertThat(fetches).hasValue(before);
        return (ApiError) Objects.requireNonNull(error);
    }

    private @Nullable Object fetched(AccessRule.Guarded rule, Caller caller, String id) {
        return run(rule, caller, id).block();
    }

    private @Nullable Object fetching(DataFetcher<?> fetcher) {
        var rule = new AccessRule.Guarded(Role.USER, null);
        return as(caller(Role.USER), Mono.from(field(rule, false, fetcher).get(arguments(Map.of()))))
                .block();
    }

    private Mono<?> run(AccessRule.Guarded rule, @Nullable Caller caller, String id) {
        return run(rule, caller, Map.of("id", id));
    }

    private Mono<?> run(AccessRule.Guarded rule, @Nullable Caller caller, Map<String, Object> input) {
        DataFetcher<?> fetcher = any -> {
            fetches.incrementAndGet();
            return "value";
        };
        return as(caller, Mono.from(field(rule, false, fetcher).get(arguments(input))));
    }

    private static Mono<?> as(@Nullable Caller caller, Mono<?> call) {
        return caller == null
                ? call
                : call.contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new TestingAuthenticationToken(caller, "", "USER")));
    }

    private GuardedField field(AccessRule.Guarded rule, boolean subscription, DataFetcher<?> fetcher) {
        return new GuardedField(rule, subscription, fetcher, gatekeeper, endOfAccess);
    }

    private static DataFetchingEnvironment arguments(Map<String, Object> input) {
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .arguments(Map.of("input", input))
                .build();
    }

    private Caller member(TeamRole role) {
        Caller caller = caller(Role.USER);
        team.members.put(caller.id(), role);
        return caller;
    }

    private static Caller caller(Role role) {
        PersonId id = PersonId.next();
        return new Caller(
                id,
                id.toString(),
                role,
                "ada@marquee.test",
                true,
                "Ada",
                NOW.plus(TOKEN),
                EnumSet.allOf(Scope.class),
                new SignIn(null, "token"));
    }

    private static void hasCode(@Nullable Throwable error, ErrorCode code) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        ApiError.class, known -> assertThat(known.code()).isEqualTo(code));
    }
}
