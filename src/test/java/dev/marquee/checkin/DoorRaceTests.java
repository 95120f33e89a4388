package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.checkin.CheckInResult.Admitted;
import dev.marquee.checkin.CheckInResult.AlreadyCheckedIn;
import dev.marquee.checkin.CheckInResult.TicketRevoked;
import dev.marquee.ticketing.TestDatabase;
import dev.marquee.ticketing.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Races on connections of their own, and gathered in lanes. */
@ParameterizedClass
@ValueSource(ints = {0, 2})
class DoorRaceTests {

    private static final int SCANNERS = 8;

    private final TestDoor door;

    DoorRaceTests(int lanes) {
        door = new TestDoor(lanes);
    }

    @Test
    void admitsOneTicketOnceOnEightScanners() {
        for (int round = 0; round < 20; round++) {
            Ticket ticket = door.ticket();
            List<CheckInResult> results = onAllScanners(ticket);

            assertThat(results).filteredOn(Admitted.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(AlreadyCheckedIn.class::isInstance).hasSize(SCANNERS - 1);
            assertThat(results.stream()
                            .filter(AlreadyCheckedIn.class::isInstance)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(20, 20 * (SCANNERS - 1), 20));
    }

    @Test
    void admitsSeveralTimesWhenReadingAndWritingAreApart() {
        Ticket ticket = door.ticket();
        CyclicBarrier allHaveRead = new CyclicBarrier(SCANNERS);

        List<Boolean> admitted = Objects.requireNonNull(Flux.range(0, SCANNERS)
                .flatMap(scanner -> readThenWrite(ticket, allHaveRead), SCANNERS)
                .collectList()
                .block());

        assertThat(admitted).hasSize(SCANNERS).containsOnly(true);
    }

    @Test
    void admitsAHundredTicketsOnceEachOnEightScannersAndKeepsRevisionsWhole() {
        List<Ticket> tickets = door.event.issue(door.buyer, 100);

        List<CheckInResult> results = Objects.requireNonNull(Flux.range(0, SCANNERS)
                .flatMap(scanner -> Flux.fromIterable(tickets)
                        .flatMap(
                                ticket -> door.scanning(
                                        door.seal.seal(ticket), "Gate " + scanner, "device-" + scanner, nonce()),
                                4))
                .collectList()
                .block());

        assertThat(results).filteredOn(Admitted.class::isInstance).hasSize(100);
        assertThat(results).filteredOn(AlreadyCheckedIn.class::isInstance).hasSize(700);
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(100, 700, 100));
        assertThat(door.records())
                .extracting(CheckIn::revision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 800).mapToObj(i -> (long) i).toList());
    }

    @Test
    void givesOneAnswerToOneNonceOnEightConnections() {
        for (int round = 0; round < 20; round++) {
            Ticket ticket = door.ticket();
            String nonce = nonce();

            List<CheckInResult> results = Objects.requireNonNull(Flux.range(0, SCANNERS)
                    .flatMap(i -> door.scanning(ticket.code(), "Gate A", "device-1", nonce))
                    .collectList()
                    .block());

            assertThat(results)
                    .hasSize(SCANNERS)
                    .allSatisfy(result -> assertThat(result).isEqualTo(results.getFirst()));
        }
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(20, 0, 20));
        assertThat(door.records()).hasSize(20);
    }

    @Test
    void neverAdmitsTwiceWhileAdmissionsAreTakenBack() {
        Ticket ticket = door.ticket();

        Flux.range(0, 100)
                .flatMap(i -> door.scanning(ticket.code()).flatMap(this::takeBack), SCANNERS)
                .blockLast();

        List<CheckIn> open = door.records().stream()
                .filter(checkIn -> checkIn.outcome() == ScanOutcome.ADMITTED && checkIn.undoneAt() == null)
                .toList();
        assertThat(open).isEmpty();
        assertThat(door.state().totals().admitted()).isZero();
        assertThat(door.scan(ticket.code())).isInstanceOf(Admitted.class);
    }

    @Test
    void turnsAwayWhoseTicketIsRevokedWhileTheScanWaits() {
        Ticket ticket = door.ticket();
        CompletableFuture<CheckInResult> scan = new CompletableFuture<>();

        String readMeanwhile = revoked(ticket)
                .then(Mono.fromRunnable(
                        () -> door.scanning(ticket.code()).subscribe(scan::complete, scan::completeExceptionally)))
                .then(somebodyWaits())
                .then(apart(door.database
                        .sql("select status from ticket where id = :id")
                        .bind("id", ticket.id().value())
                        .mapValue(String.class)
                        .one()))
                .as(TestDatabase.transactions()::transactional)
                .block();

        assertThat(readMeanwhile).isEqualTo("VALID");
        assertThat(scan.join()).isInstanceOf(TicketRevoked.class);
    }

    private Mono<Void> revoked(Ticket ticket) {
        return door.database.sql("""
                        update ticket set status = 'REVOKED', serial = serial + 1, revoked_at = now(),
                          revocation_reason = 'refund' where id = :id
                        """).bind("id", ticket.id().value()).then();
    }

    private Mono<Boolean> somebodyWaits() {
        return apart(door.database
                        .sql("select exists (select from pg_locks where not granted)")
                        .mapValue(Boolean.class)
                        .one())
                .filter(waits -> waits)
                .repeatWhenEmpty(500, times -> times.delayElements(Duration.ofMillis(20)))
                .single();
    }

    /** On a connection of its own, outside of the transaction. */
    private static <T> Mono<T> apart(Mono<T> reading) {
        return Mono.fromFuture(reading::toFuture);
    }

    private Mono<?> takeBack(CheckInResult result) {
        return result instanceof Admitted admitted
                ? door.checkIns.undo(new UndoCheckInInput(admitted.checkIn().id(), "race"), door.steward)
                : Mono.just(result);
    }

    private List<CheckInResult> onAllScanners(Ticket ticket) {
        String payload = door.seal.seal(ticket);
        return Objects.requireNonNull(Flux.range(0, SCANNERS)
                .flatMap(scanner -> door.scanning(payload, "Gate " + scanner, "device-" + scanner, nonce()))
                .collectList()
                .block());
    }

    /** What a door without the conditional statement would do; true when it admits. */
    private Mono<Boolean> readThenWrite(Ticket ticket, CyclicBarrier allHaveRead) {
        return door.database
                .sql("select status = 'VALID' as valid from ticket where id = :id")
                .bind("id", ticket.id().value())
                .mapValue(Boolean.class)
                .one()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(valid -> await(allHaveRead))
                .filter(valid -> valid)
                .flatMap(valid -> door.database
                        .sql("update ticket set status = 'USED', used_at = now() where id = :id")
                        .bind("id", ticket.id().value())
                        .then()
                        .thenReturn(true));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String nonce() {
        return UUID.randomUUID().toString();
    }
}
