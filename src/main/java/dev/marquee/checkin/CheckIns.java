package dev.marquee.checkin;

import dev.marquee.checkin.CheckInResult.Admitted;
import dev.marquee.checkin.CheckInResult.AlreadyCheckedIn;
import dev.marquee.checkin.CheckInResult.TicketRevoked;
import dev.marquee.checkin.CheckInResult.UnknownTicket;
import dev.marquee.checkin.CheckInResult.WrongEvent;
import dev.marquee.checkin.UndoCheckInResult.AlreadyUndone;
import dev.marquee.checkin.UndoCheckInResult.UndoCheckInSuccess;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.ticketing.Ticket;
import dev.marquee.ticketing.TicketBook;
import dev.marquee.ticketing.TicketSeal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Scans tickets and takes admissions back. */
@Service
class CheckIns {

    private final Admissions admissions;
    private final UndoStatement undoing;
    private final CheckInQueries queries;
    private final DoorBell bell;
    private final TicketBook tickets;
    private final TicketSeal seal;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;
    private final Clock clock;

    CheckIns(
            Admissions admissions,
            UndoStatement undoing,
            CheckInQueries queries,
            DoorBell bell,
            TicketBook tickets,
            TicketSeal seal,
            AuditTrail audit,
            TransactionalOperator transactions,
            Clock clock) {
        this.admissions = admissions;
        this.undoing = undoing;
        this.queries = queries;
        this.bell = bell;
        this.tickets = tickets;
        this.seal = seal;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Judges a scan and records it; a repeat under the same nonce gets the first answer, or fails with
     * {@code BAD_USER_INPUT} when it shows another code.
     */
    Mono<CheckInResult> checkIn(CheckInInput input, PersonId by) {
        Scan scan = Scan.of(input, by, clock.instant(), seal);
        return admissions
                .admit(scan)
                .flatMap(passage -> answer(passage.checkIn(), passage.ticket()))
                .onErrorResume(DuplicateKeyException.class, same -> repeated(scan, same))
                .switchIfEmpty(earlier(scan));
    }

    /** Takes an admission back, once. */
    Mono<UndoCheckInResult> undo(UndoCheckInInput input, PersonId by) {
        return undoing.execute(input.checkInId(), by, input.cleanReason(), clock.instant())
                .flatMap(undone -> audit.record("undoCheckIn", input.checkInId(), null, null)
                        .thenReturn(undone))
                .as(transactions::transactional)
                .flatMap(undone -> bell.ring(List.of(undone.moved())).thenReturn(undone.checkIn()))
                .<UndoCheckInResult>map(UndoCheckInSuccess::new)
                .defaultIfEmpty(new AlreadyUndone());
    }

    private Mono<CheckInResult> repeated(Scan scan, DuplicateKeyException same) {
        return earlier(scan).switchIfEmpty(Mono.error(same));
    }

    private Mono<CheckInResult> earlier(Scan scan) {
        return queries.earlier(scan).flatMap(earlier -> {
            if (!earlier.fingerprint().equals(scan.presented().fingerprint())) {
                throw ApiError.badInput("input.nonce", "The device has used this nonce for another code.");
            }
            return answer(earlier.checkIn(), null);
        });
    }

    /** The answer of a record; reads the ticket if it is not given. */
    private Mono<CheckInResult> answer(CheckIn checkIn, @Nullable Ticket ticket) {
        return switch (checkIn.outcome()) {
            case ADMITTED ->
                Mono.justOrEmpty(ticket)
                        .switchIfEmpty(Mono.defer(() -> ticketOf(checkIn)))
                        .map(admitted -> new Admitted(checkIn, admitted));
            case ALREADY_CHECKED_IN -> alreadyCheckedIn(Objects.requireNonNull(checkIn.firstId()));
            case TICKET_REVOKED -> Mono.just(new TicketRevoked());
            case WRONG_EVENT -> Mono.just(new WrongEvent());
            case UNKNOWN_TICKET -> Mono.just(new UnknownTicket());
        };
    }

    private Mono<Ticket> ticketOf(CheckIn admission) {
        TicketId id = Objects.requireNonNull(admission.ticketId());
        return tickets.byIds(List.of(id)).mapNotNull(found -> found.get(id));
    }

    private Mono<CheckInResult> alreadyCheckedIn(CheckInId first) {
        return queries.byId(first)
                .map(admission -> new AlreadyCheckedIn(admission.scannedAt(), admission.gate(), admission.device()));
    }
}
