package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marquee.shared.CheckInId;
import dev.marquee.ticketing.Ticket;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnstileTests {

    private final TestDoor door = new TestDoor();
    private final Turnstile turnstile = new Turnstile(door.database);

    @Test
    void judgesScansThatComeTogetherOneAfterTheOther() {
        Ticket ticket = door.ticket();
        Scan typed = scan(door, ticket.code());
        Scan sealed = scan(door, door.seal.seal(ticket));
        Scan unknown = scan(door, "AAAA-BBBB-CCCC");
        Scan typedAgain = scan(door, ticket.code());

        Map<CheckInId, Passage> passages = pass(typed, sealed, unknown, typedAgain);

        assertThat(Stream.of(typed, sealed, unknown, typedAgain)
                        .map(scan -> of(scan, passages).checkIn()))
                .extracting(CheckIn::outcome, CheckIn::firstId, CheckIn::revision)
                .containsExactly(
                        tuple(ScanOutcome.ADMITTED, null, 1L),
                        tuple(ScanOutcome.ALREADY_CHECKED_IN, typed.id(), 2L),
                        tuple(ScanOutcome.UNKNOWN_TICKET, null, 3L),
                        tuple(ScanOutcome.ALREADY_CHECKED_IN, typed.id(), 4L));
        assertThat(door.records()).containsExactlyElementsOf(inOrder(passages));
        assertThat(passages.values()).extracting(Passage::door).containsOnly(new DoorMoved(door.event.id(), 4, 1));
    }

    @Test
    void givesTheTicketAsTheAdmissionLeavesIt() {
        Ticket ticket = door.ticket();
        Scan admitting = scan(door, ticket.code());
        Scan late = scan(door, ticket.code());

        Map<CheckInId, Passage> passages = pass(admitting, late);

        assertThat(of(admitting, passages).ticket()).isEqualTo(ticket.used(admitting.at()));
        assertThat(of(late, passages).ticket()).isNull();
    }

    @Test
    void movesTheDoorsOfSeveralEventsAtOnce() {
        TestDoor other = new TestDoor();
        Ticket ticket = door.ticket();
        Scan wrong = scan(other, ticket.code());
        Scan right = scan(door, ticket.code());
        Scan others = scan(other, other.ticket().code());

        Map<CheckInId, Passage> passages = pass(wrong, right, others);

        assertThat(of(wrong, passages).checkIn().outcome()).isEqualTo(ScanOutcome.WRONG_EVENT);
        assertThat(of(right, passages).door()).isEqualTo(new DoorMoved(door.event.id(), 1, 1));
        assertThat(of(others, passages).door()).isEqualTo(new DoorMoved(other.event.id(), 2, 1));
        assertThat(other.state().totals()).isEqualTo(new DoorTotals(1, 1, 1));
    }

    @Test
    void leavesOutWhatWasRecordedBefore() {
        Ticket ticket = door.ticket();
        Scan first = scan(door, ticket.code());
        pass(first);
        Scan fresh = scan(door, "AAAA-BBBB-CCCC");

        Map<CheckInId, Passage> passages = pass(scan(door, ticket.code(), first.nonce()), fresh);

        assertThat(passages).containsOnlyKeys(fresh.id());
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 1, 1));
    }

    private static Passage of(Scan scan, Map<CheckInId, Passage> passages) {
        return Objects.requireNonNull(passages.get(scan.id()));
    }

    private static List<CheckIn> inOrder(Map<CheckInId, Passage> passages) {
        return passages.values().stream()
                .map(Passage::checkIn)
                .sorted(Comparator.comparing(CheckIn::revision))
                .toList();
    }

    private Map<CheckInId, Passage> pass(Scan... scans) {
        return Objects.requireNonNull(turnstile
                .pass(List.of(scans))
                .collectMap(passage -> passage.checkIn().id())
                .block());
    }

    private static Scan scan(TestDoor at, String code) {
        return scan(at, code, UUID.randomUUID().toString());
    }

    private static Scan scan(TestDoor at, String code, String nonce) {
        CheckInInput input = new CheckInInput(at.event.id(), code, "Gate A", "device-1", nonce);
        return Scan.of(input, at.steward, Instant.now(), at.seal);
    }
}
