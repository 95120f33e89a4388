package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.checkin.CheckInResult.Admitted;
import dev.marquee.checkin.CheckInResult.AlreadyCheckedIn;
import dev.marquee.checkin.CheckInResult.TicketRevoked;
import dev.marquee.checkin.CheckInResult.UnknownTicket;
import dev.marquee.checkin.CheckInResult.WrongEvent;
import dev.marquee.checkin.UndoCheckInResult.AlreadyUndone;
import dev.marquee.checkin.UndoCheckInResult.UndoCheckInSuccess;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.CheckInId;
import dev.marquee.ticketing.TestKeys;
import dev.marquee.ticketing.Ticket;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class CheckInsTests {

    private final TestDoor door = new TestDoor();

    @Test
    void admitsAValidTicketByItsSignedCode() {
        Ticket ticket = door.ticket();

        CheckIn checkIn = admitted(door.scan(door.seal.seal(ticket)));

        assertThat(checkIn.outcome()).isEqualTo(ScanOutcome.ADMITTED);
        assertThat(checkIn.ticketId()).isEqualTo(ticket.id());
        assertThat(checkIn.gate()).isEqualTo("Gate A");
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 0, 1));
        assertThat(door.moves).containsExactly(new DoorMoved(door.event.id(), 1, 1));
    }

    @Test
    void admitsByATypedCodeHoweverItIsTyped() {
        String typed = door.ticket()
                .code()
                .toLowerCase(Locale.ROOT)
                .replace("-", " ")
                .replace('1', 'l')
                .replace('0', 'o');

        assertThat(door.scan("  " + typed)).isInstanceOf(Admitted.class);
    }

    @Test
    void tellsWhereAndWhenTheTicketWasUsedBefore() {
        Ticket ticket = door.ticket();
        CheckIn first = admitted(door.scanning(ticket.code(), "Gate North", "device-7", "nonce-0001")
                .block());

        CheckInResult second = door.scan(door.seal.seal(ticket));

        assertThat(second).isEqualTo(new AlreadyCheckedIn(first.scannedAt(), "Gate North", "device-7"));
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 1, 1));
    }

    @Test
    void refusesARevokedTicketWhateverItsCode() {
        Ticket ticket = door.ticket();
        set(ticket, "status = 'REVOKED', serial = 2, revoked_at = now(), revocation_reason = 'refunded'");

        assertThat(door.scan(door.seal.seal(ticket))).isInstanceOf(TicketRevoked.class);
        assertThat(door.scan(ticket.code())).isInstanceOf(TicketRevoked.class);
    }

    @Test
    void refusesASignedCodeWhoseSerialIsOver() {
        Ticket ticket = door.ticket();
        set(ticket, "serial = 2");

        assertThat(door.scan(door.seal.seal(ticket))).isInstanceOf(TicketRevoked.class);
        assertThat(door.scan(ticket.code())).isInstanceOf(Admitted.class);
    }

    @Test
    void refusesAnotherEventsTicketAndLeavesItValid() {
        TestDoor other = new TestDoor();
        Ticket ticket = other.ticket();

        assertThat(door.scan(ticket.code())).isInstanceOf(WrongEvent.class);
        assertThat(door.scan(door.seal.seal(ticket))).isInstanceOf(WrongEvent.class);

        assertThat(door.records()).allMatch(checkIn -> checkIn.ownTicketId() == null);
        assertThat(other.scan(ticket.code())).isInstanceOf(Admitted.class);
    }

    @Test
    void refusesForgedAndUnknownCodes() {
        String forged = TestKeys.seal().seal(door.ticket());

        assertThat(door.scan(forged)).isInstanceOf(UnknownTicket.class);
        assertThat(door.scan("AAAA-BBBB-CCCC")).isInstanceOf(UnknownTicket.class);
        assertThat(door.scan("\uD83C\uDFAB")).isInstanceOf(UnknownTicket.class);
        assertThat(door.scan("MQ1.k1.x.y")).isInstanceOf(UnknownTicket.class);
    }

    @Test
    void recordsRefusedScansWithoutKeepingTheirCodes() {
        Ticket foreign = new TestDoor().ticket();
        door.scan("AAAA-BBBB-CCCC");
        door.scan(door.seal.seal(foreign));
        door.scan(foreign.code());

        assertThat(door.records())
                .extracting(CheckIn::outcome)
                .containsExactly(ScanOutcome.UNKNOWN_TICKET, ScanOutcome.WRONG_EVENT, ScanOutcome.WRONG_EVENT);
        assertThat(door.records()).extracting(CheckIn::revision).containsExactly(1L, 2L, 3L);
        assertThat(scannedCodes()).allMatch(kept -> kept.matches("(qr|code):[0-9a-f]{24}"));
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(0, 3, 0));
    }

    @Test
    void repeatsTheFirstAnswerUnderTheSameNonce() {
        Ticket ticket = door.ticket();
        var first = door.scanning(ticket.code(), "Gate A", "device-1", "nonce-0001");
        var again = door.scanning(ticket.code(), "Gate B", "device-1", "nonce-0001");
        var refused = door.scanning(ticket.code(), "Gate A", "device-2", "nonce-0001");

        CheckInResult admitted = first.block();
        CheckInResult already = refused.block();

        assertThat(admitted).isInstanceOf(Admitted.class);
        assertThat(again.block()).isEqualTo(admitted);
        assertThat(already).isInstanceOf(AlreadyCheckedIn.class);
        assertThat(refused.block()).isEqualTo(already);
        assertThat(door.records()).hasSize(2);
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 1, 1));
    }

    @Test
    void refusesANonceThatStoodForAnotherCode() {
        String first = door.ticket().code();
        String second = door.ticket().code();
        door.scanning(first, "Gate A", "device-1", "nonce-0001").block();

        StepVerifier.create(door.scanning(second, "Gate A", "device-1", "nonce-0001"))
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(
                                ApiError.class,
                                error -> assertThat(error.facts()).containsEntry("field", "input.nonce")));
        assertThat(door.records()).hasSize(1);
        assertThat(door.scan(second)).isInstanceOf(Admitted.class);
    }

    @Test
    void countsTicketsAsIssuedUntilTheyAreRevoked() {
        Ticket ticket = door.ticket();
        door.scan(door.ticket().code());
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 0, 2));

        set(ticket, "status = 'REVOKED', serial = 2, revoked_at = now(), revocation_reason = 'refunded'");

        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 0, 1));
    }

    @Test
    void asksForAReasonOfMoreThanWhiteSpace() {
        UndoCheckInInput input = new UndoCheckInInput(CheckInId.next(), " \n ab ");
        assertThatThrownBy(input::cleanReason).isInstanceOf(ApiError.class);
    }

    @Test
    void takesAnAdmissionBackOnceAndAdmitsAgain() {
        Ticket ticket = door.ticket();
        CheckIn first = admitted(door.scan(ticket.code()));
        CheckInResult refused =
                door.scanning(ticket.code(), "Gate B", "device-2", "nonce-0002").block();

        UndoCheckInResult undone = door.undo(first);

        assertThat(undone).isInstanceOfSatisfying(UndoCheckInSuccess.class, success -> {
            assertThat(success.checkIn().undoneAt()).isNotNull();
            assertThat(success.checkIn().revision()).isEqualTo(3);
        });
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(0, 1, 1));
        assertThat(door.undo(first)).isInstanceOf(AlreadyUndone.class);
        assertThat(door.scanning(ticket.code(), "Gate B", "device-2", "nonce-0002")
                        .block())
                .isEqualTo(refused);
        assertThat(door.scan(ticket.code())).isInstanceOf(Admitted.class);
        assertThat(door.state().totals()).isEqualTo(new DoorTotals(1, 1, 1));
    }

    @Test
    void hasNothingToTakeBackOfARefusedScan() {
        door.scan("AAAA-BBBB-CCCC");

        assertThat(door.undo(door.records().getFirst())).isInstanceOf(AlreadyUndone.class);
        assertThat(door.state().revision()).isEqualTo(1);
    }

    @Test
    void leavesATicketRevokedWhoseAdmissionIsTakenBack() {
        Ticket ticket = door.ticket();
        CheckIn first = admitted(door.scan(ticket.code()));
        set(ticket, "status = 'REVOKED', serial = 2, revoked_at = now(), revocation_reason = 'refunded'");

        assertThat(door.undo(first)).isInstanceOf(UndoCheckInSuccess.class);
        assertThat(door.scan(ticket.code())).isInstanceOf(TicketRevoked.class);
    }

    private static CheckIn admitted(@Nullable CheckInResult result) {
        assertThat(result).isInstanceOf(Admitted.class);
        return ((Admitted) Objects.requireNonNull(result)).checkIn();
    }

    private void set(Ticket ticket, String columns) {
        door.database
                .sql("update ticket set " + columns + " where id = :id")
                .bind("id", ticket.id().value())
                .then()
                .block();
    }

    private List<String> scannedCodes() {
        return Objects.requireNonNull(door.database
                .sql("select scanned_code from check_in where event_id = :event")
                .bind("event", door.event.id().value())
                .mapValue(String.class)
                .all()
                .collectList()
                .block());
    }
}
