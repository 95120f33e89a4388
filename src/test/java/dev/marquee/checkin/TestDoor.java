package dev.marquee.checkin;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.shared.PersonId;
import dev.marquee.ticketing.SoldEvent;
import dev.marquee.ticketing.TestDatabase;
import dev.marquee.ticketing.TestKeys;
import dev.marquee.ticketing.TestTickets;
import dev.marquee.ticketing.Ticket;
import dev.marquee.ticketing.TicketSeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The door of an event of its own, with a steward, on a real database and without an application. */
final class TestDoor {

    final DatabaseClient database = TestDatabase.client();
    final SoldEvent event = SoldEvent.create(database);
    final PersonId buyer = SoldEvent.person(database, UUID.randomUUID().toString());
    final PersonId steward = SoldEvent.person(database, UUID.randomUUID().toString());
    final TicketSeal seal = TestKeys.seal();
    final CheckInQueries queries = new CheckInQueries(database);
    final List<DoorMoved> moves = Collections.synchronizedList(new ArrayList<>());
    final CheckIns checkIns;

    TestDoor() {
        this(2);
    }

    /** A door whose scans are gathered in so many lanes. */
    TestDoor(int lanes) {
        DoorBell bell = new DoorBell(new Silence(), this::heard);
        Admissions admissions = new Admissions(
                new Turnstile(database), bell, new LaneSettings(lanes, 64, 4096), new SimpleMeterRegistry());
        checkIns = new CheckIns(
                admissions,
                new UndoStatement(database),
                queries,
                bell,
                new TestTickets(database),
                seal,
                (action, subject, before, after) -> Mono.empty(),
                TestDatabase.transactions(),
                Clock.systemUTC());
    }

    /** Scans at some gate and device under a nonce of its own. */
    Mono<CheckInResult> scanning(String code) {
        return scanning(code, "Gate A", "device-1", UUID.randomUUID().toString());
    }

    Mono<CheckInResult> scanning(String code, String gate, String device, String nonce) {
        return checkIns.checkIn(new CheckInInput(event.id(), code, gate, device, nonce), steward);
    }

    CheckInResult scan(String code) {
        return Objects.requireNonNull(scanning(code).block());
    }

    UndoCheckInResult undo(CheckIn checkIn) {
        return Objects.requireNonNull(checkIns.undo(new UndoCheckInInput(checkIn.id(), "wrong person"), steward)
                .block());
    }

    Ticket ticket() {
        return event.issue(buyer, 1).getFirst();
    }

    /** Every record of the event, latest revision last. */
    List<CheckIn> records() {
        return state().changed();
    }

    DoorQueries.State state() {
        return Objects.requireNonNull(
                new DoorQueries(database).state(event.id(), 0, 10_000).block());
    }

    private void heard(Object move) {
        moves.add((DoorMoved) move);
    }

    private static final class Silence implements LiveBus {

        @Override
        public Mono<Void> announceAll(Collection<String> topics) {
            return Mono.empty();
        }

        @Override
        public Flux<Signal> signals(String topic) {
            return Flux.never();
        }
    }
}
