package dev.marquee.checkin;

import dev.marquee.checkin.CheckInQueries.Position;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lists what was scanned. */
@Service
class CheckInRecords {

    private static final String LIST = "check-ins:scanned";

    private final CheckInQueries queries;
    private final Cursors cursors;

    CheckInRecords(CheckInQueries queries, Cursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    /** A page of an event's records, latest first. */
    Mono<Page<CheckIn>> ofEvent(EventId event, @Nullable ScanOutcome outcome, PageRequest request) {
        Position after = request.cursor() == null ? null : position(request.cursor());
        return queries.ofEvent(event, outcome, after, request.size() + 1)
                .collectList()
                .map(rows -> Page.of(rows, request, this::cursor));
    }

    private String cursor(CheckIn checkIn) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, checkIn.scannedAt());
        return cursors.encode(LIST, micros, checkIn.id().value().toString());
    }

    private Position position(String cursor) {
        List<Object> values = cursors.decode(LIST, cursor, "after");
        Instant scannedAt = Instant.EPOCH.plus(((Number) values.getFirst()).longValue(), ChronoUnit.MICROS);
        return new Position(scannedAt, UUID.fromString(values.getLast().toString()));
    }
}
