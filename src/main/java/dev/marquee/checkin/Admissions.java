package dev.marquee.checkin;

import dev.marquee.checkin.Scanned.Verdict;
import dev.marquee.platform.LaneSettings;
import dev.marquee.platform.Lanes;
import dev.marquee.shared.EventId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Judges and records what is scanned at the same time in one transaction, and rings the bell once per door. */
@Service
class Admissions {

    private final Turnstile turnstile;
    private final DoorBell bell;
    private final TransactionalOperator transactions;
    private final Lanes<Scan, Optional<CheckIn>> lanes;

    Admissions(
            Turnstile turnstile,
            DoorBell bell,
            TransactionalOperator transactions,
            LaneSettings lanes,
            MeterRegistry meters) {
        this.turnstile = turnstile;
        this.bell = bell;
        this.transactions = transactions;
        this.lanes = new Lanes<>(lanes, Scan::event, Scan::identity, this::admit);
        meters.gauge("marquee.lanes.waiting", Tags.of("kind", "scans"), this.lanes, Lanes::waiting);
    }

    /**
     * Judges and records a scan; empty when its event, device and nonce were recorded before. Of two such scans at the
     * same moment on two instances the later one fails with {@link org.springframework.dao.DuplicateKeyException} and
     * changes nothing.
     */
    Mono<CheckIn> admit(Scan scan) {
        return lanes.submit(scan).flatMap(Mono::justOrEmpty);
    }

    /** New records, and the doors that they moved. */
    private record Recorded(List<CheckIn> records, Collection<DoorMoved> doors) {}

    private Mono<List<Optional<CheckIn>>> admit(List<Scan> scans) {
        return turnstile
                .lock(scans)
                .flatMap(tickets -> turnstile
                        .heard(scans)
                        .flatMap(heard -> record(scans.stream()
                                .filter(scan -> !heard.contains(scan.identity()))
                                .map(tickets::judge)
                                .toList())))
                .as(transactions::transactional)
                .flatMap(recorded -> Flux.fromIterable(recorded.doors())
                        .concatMap(bell::ring)
                        .then(Mono.fromSupplier(() -> inOrder(scans, recorded.records()))));
    }

    private Mono<Recorded> record(List<Verdict> verdicts) {
        return verdicts.isEmpty()
                ? Mono.just(new Recorded(List.of(), List.of()))
                : turnstile.count(verdicts).flatMap(doors -> {
                    List<CheckIn> records = records(verdicts, doors);
                    return turnstile.write(verdicts, records).thenReturn(new Recorded(records, doors.values()));
                });
    }

    /** The last record of a door has the revision that the door has come to. */
    private static List<CheckIn> records(List<Verdict> verdicts, Map<EventId, DoorMoved> doors) {
        Map<EventId, Long> left = new HashMap<>(verdicts.stream()
                .collect(Collectors.groupingBy(verdict -> verdict.scan().event(), Collectors.counting())));
        List<CheckIn> records = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            EventId event = verdict.scan().event();
            long after = left.merge(event, -1L, Long::sum);
            DoorMoved door = doors.get(event);
            if (door == null) {
                throw new IllegalStateException("a scan moved no door");
            }
            records.add(record(verdict, door.revision() - after));
        }
        return records;
    }

    private static CheckIn record(Verdict verdict, long revision) {
        Scan scan = verdict.scan();
        return new CheckIn(
                scan.id(),
                scan.event(),
                verdict.ticket(),
                verdict.outcome(),
                verdict.first(),
                scan.gate(),
                scan.device(),
                scan.at(),
                null,
                revision);
    }

    private static List<Optional<CheckIn>> inOrder(List<Scan> scans, List<CheckIn> records) {
        var byId = records.stream().collect(Collectors.toMap(CheckIn::id, Function.identity()));
        return scans.stream()
                .map(scan -> Optional.ofNullable(byId.get(scan.id())))
                .toList();
    }
}
