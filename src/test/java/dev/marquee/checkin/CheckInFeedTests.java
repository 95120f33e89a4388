package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.checkin.CheckInFeed.Update;
import dev.marquee.checkin.CheckInResult.Admitted;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.ticketing.Ticket;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CheckInFeedTests {

    private final TestDoor door = new TestDoor();
    private final Readings readings = new Readings();
    private final CheckInFeed feed = new CheckInFeed(new DoorQueries(door.database), readings);

    @Test
    void beginsWithTheStateOfADoorWhereNothingHappened() {
        assertThat(read(null)).isEqualTo(new Update(0, true, List.of(), new DoorTotals(0, 0, 0)));
        assertThat(readings.topic).isEqualTo("check-ins:" + door.event.id());
    }

    @Test
    void beginsWithTheLatestTwentyScans() {
        for (int i = 0; i < 25; i++) {
            door.scan("AAAA-BBBB-CCCC");
        }

        Update snapshot = require(read(null));

        assertThat(snapshot.snapshot()).isTrue();
        assertThat(snapshot.revision()).isEqualTo(25);
        assertThat(snapshot.checkIns())
                .extracting(CheckIn::revision)
                .hasSize(20)
                .isSorted()
                .endsWith(25L);
        assertThat(snapshot.totals()).isEqualTo(new DoorTotals(0, 25, 0));
    }

    @Test
    void tellsEachScanOnceInOrderWithTotals() {
        Ticket ticket = door.ticket();
        Update snapshot = require(read(null));
        assertThat(read(snapshot)).isNull();

        door.scan(ticket.code());
        Update first = require(read(snapshot));
        door.scan(ticket.code());
        door.scan("AAAA-BBBB-CCCC");
        Update second = require(read(first));

        assertThat(first.snapshot()).isFalse();
        assertThat(first.checkIns()).extracting(CheckIn::outcome).containsExactly(ScanOutcome.ADMITTED);
        assertThat(first.totals()).isEqualTo(new DoorTotals(1, 0, 1));
        assertThat(second.checkIns())
                .extracting(CheckIn::outcome)
                .containsExactly(ScanOutcome.ALREADY_CHECKED_IN, ScanOutcome.UNKNOWN_TICKET);
        assertThat(second.totals()).isEqualTo(new DoorTotals(1, 2, 1));
        assertThat(second.revision()).isEqualTo(3);
        assertThat(read(second)).isNull();
    }

    @Test
    void tellsAnUndoneAdmissionAgain() {
        CheckIn admission = ((Admitted) door.scan(door.ticket().code())).checkIn();
        Update snapshot = require(read(null));

        door.undo(admission);
        Update update = require(read(snapshot));

        assertThat(update.checkIns()).singleElement().satisfies(undone -> {
            assertThat(undone.id()).isEqualTo(admission.id());
            assertThat(undone.undoneAt()).isNotNull();
        });
        assertThat(update.totals()).isEqualTo(new DoorTotals(0, 0, 1));
        assertThat(update.revision()).isEqualTo(snapshot.revision() + 1);
    }

    @Test
    void beginsAnewWhenMoreThanABurstWasMissed() {
        Update snapshot = require(read(null));
        Flux.range(0, 501).flatMap(i -> door.scanning("AAAA-BBBB-CCCC"), 8).blockLast();

        Update update = require(read(snapshot));

        assertThat(update.snapshot()).isTrue();
        assertThat(update.revision()).isEqualTo(501);
        assertThat(update.checkIns()).hasSize(20);
    }

    private @Nullable Update read(@Nullable Update last) {
        feed.follow(door.event.id()).blockLast();
        return readings.<Update>reading().apply(last).block();
    }

    private static Update require(@Nullable Update update) {
        return Objects.requireNonNull(update);
    }

    /** Hands out what would be read instead of reading it. */
    private static final class Readings implements LiveFeeds {

        private String topic = "";
        private @Nullable Function<?, ?> reading;

        @Override
        public <T extends Revised> Flux<T> state(String topic, Mono<T> read) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends Revised> Flux<T> additions(String topic, Function<@Nullable T, Mono<T>> read) {
            this.topic = topic;
            this.reading = read;
            return Flux.empty();
        }

        @SuppressWarnings("unchecked")
        <T> Function<@Nullable T, Mono<T>> reading() {
            return (Function<@Nullable T, Mono<T>>) Objects.requireNonNull(reading);
        }
    }
}
