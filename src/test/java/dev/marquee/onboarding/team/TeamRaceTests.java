package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Owners and members who change a team at the same time. */
@MarqueeTest
class TeamRaceTests {

    private static final int HEIRS = 4;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    @Test
    void keepsExactlyOneOwnerHoweverHandoversAndRemovalsMeet() {
        TestToken owner = TestTokens.organizer();
        String event = new EventDesk(api.as(owner.signed())).draft("Race " + UUID.randomUUID());
        List<String> heirs = Stream.generate(TestTokens::user)
                .limit(HEIRS)
                .map(heir ->
                        desk(heir).accepted(desk(owner).invited(event, heir.subject() + "@marquee.test", "STEWARD")))
                .toList();

        List<String> errors = Objects.requireNonNull(Flux.fromIterable(heirs)
                .flatMap(heir -> Flux.just(
                        Mono.fromCallable(() -> TeamDesk.error(desk(owner).transfer(event, heir, null))),
                        Mono.fromCallable(
                                () -> TeamDesk.error(desk(TestTokens.admin()).remove(event, heir)))))
                .flatMap(task -> task.subscribeOn(Schedulers.boundedElastic()), 2 * HEIRS)
                .collectList()
                .block());
        assertThat(errors).doesNotContain("INTERNAL");

        List<String> roles = Objects.requireNonNull(desk(TestTokens.admin()).roles(event));
        assertThat(roles).filteredOn("OWNER"::equals).hasSize(1);
    }

    /** The negative control: who reads first and writes then, without the lock, runs into the index of the owners. */
    @Test
    void handsTheSameEventOverTwiceWithoutTheLock() {
        TestToken owner = TestTokens.organizer();
        String event = new EventDesk(api.as(owner.signed())).draft("Race " + UUID.randomUUID());
        List<UUID> heirs = Stream.generate(TestTokens::user)
                .limit(2)
                .map(heir ->
                        desk(heir).accepted(desk(owner).invited(event, heir.subject() + "@marquee.test", "STEWARD")))
                .map(heir -> PersonId.of(heir).value())
                .toList();
        CyclicBarrier allHaveRead = new CyclicBarrier(2);

        List<Boolean> stopped = Objects.requireNonNull(Flux.fromIterable(heirs)
                .flatMap(heir -> naively(EventId.of(event).value(), heir, allHaveRead), 2)
                .collectList()
                .block());

        assertThat(stopped).containsExactlyInAnyOrder(true, false);
    }

    private Mono<Boolean> naively(UUID event, UUID heir, CyclicBarrier allHaveRead) {
        String become = "update event_member set role = :role where event_id = :event and person_id = :person";
        return database.sql("select person_id from event_member where event_id = :event and role = 'OWNER'")
                .bind("event", event)
                .mapValue(UUID.class)
                .one()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(owner -> await(allHaveRead))
                .flatMap(owner -> database.sql(become)
                        .bind("role", "STEWARD")
                        .bind("event", event)
                        .bind("person", owner)
                        .then()
                        .then(database.sql(become)
                                .bind("role", "OWNER")
                                .bind("event", event)
                                .bind("person", heir)
                                .then()))
                .as(transactions::transactional)
                .thenReturn(false)
                .onErrorReturn(DuplicateKeyException.class, true);
    }

    @Test
    void takesOneAnswerToAnInvitation() {
        TestToken owner = TestTokens.organizer();
        TestToken friend = TestTokens.user();
        String event = new EventDesk(api.as(owner.signed())).draft("Race " + UUID.randomUUID());
        String invitation = desk(owner).invited(event, friend.subject() + "@marquee.test", "STEWARD");

        List<String> outcomes = Objects.requireNonNull(Flux.just("Accept", "Decline", "Accept", "Decline")
                .flatMap(verb -> Mono.fromCallable(
                                () -> TeamDesk.outcome(desk(friend).answer(verb, invitation)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block());

        assertThat(outcomes).filteredOn(outcome -> outcome.endsWith("Success")).hasSize(1);
        assertThat(desk(owner).roles(event)).hasSize(outcomes.contains("AcceptTeamInvitationSuccess") ? 2 : 1);
    }

    /** The negative control: who reads first and writes then, without the lock, answers though another one has. */
    @Test
    void takesSeveralAnswersWithoutTheLock() {
        TestToken owner = TestTokens.organizer();
        String event = new EventDesk(api.as(owner.signed())).draft("Race " + UUID.randomUUID());
        UUID invitation = InvitationId.of(desk(owner).invited(event, UUID.randomUUID() + "@marquee.test", "STEWARD"))
                .value();
        CyclicBarrier allHaveRead = new CyclicBarrier(2);

        List<String> answers = Objects.requireNonNull(Flux.just("ACCEPTED", "DECLINED")
                .flatMap(answer -> naively(invitation, answer, allHaveRead), 2)
                .collectList()
                .block());

        assertThat(answers).containsExactlyInAnyOrder("ACCEPTED", "DECLINED");
    }

    private Mono<String> naively(UUID invitation, String answer, CyclicBarrier allHaveRead) {
        return database.sql("select status = 'OPEN' as open from team_invitation where id = :id")
                .bind("id", invitation)
                .mapValue(Boolean.class)
                .one()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(open -> await(allHaveRead))
                .filter(open -> open)
                .flatMap(open -> database.sql(
                                "update team_invitation set status = :answer, answered_at = now() where id = :id")
                        .bind("id", invitation)
                        .bind("answer", answer)
                        .fetch()
                        .rowsUpdated())
                .map(rows -> answer);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private TeamDesk desk(TestToken who) {
        return new TeamDesk(api.as(who.signed()));
    }
}
