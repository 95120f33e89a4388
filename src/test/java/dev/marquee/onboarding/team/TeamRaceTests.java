package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.InvitationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
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

    @Test
    void keepsExactlyOneOwnerHoweverHandoversAndRemovalsMeet() {
        TestToken owner = TestTokens.organizer();
        String event = new EventDesk(api.as(owner.signed())).draft("Race " + UUID.randomUUID());
        List<String> heirs = Stream.generate(TestTokens::user)
                .limit(HEIRS)
                .map(heir ->
                        desk(heir).accepted(desk(owner).invited(event, heir.subject() + "@marquee.test", "STEWARD")))
                .toList();

        Flux.fromIterable(heirs)
                .flatMap(heir -> Flux.just(
                        Mono.fromCallable(() -> desk(owner).transfer(event, heir, null)),
                        Mono.fromCallable(() -> desk(TestTokens.admin()).remove(event, heir))))
                .flatMap(task -> task.subscribeOn(Schedulers.boundedElastic()).onErrorComplete(), 2 * HEIRS)
                .blockLast();

        List<String> roles = Objects.requireNonNull(desk(TestTokens.admin()).roles(event));
        assertThat(roles).filteredOn("OWNER"::equals).hasSize(1);
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
