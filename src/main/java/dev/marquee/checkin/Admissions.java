package dev.marquee.checkin;

import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lanes;
import dev.marquee.shared.CheckInId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Has the turnstile judge together what is scanned at the same time, and rings the bell once per door. */
@Service
class Admissions {

    private final Turnstile turnstile;
    private final DoorBell bell;
    private final Lanes<Scan, Optional<Passage>> lanes;

    Admissions(Turnstile turnstile, DoorBell bell, LaneSettings lanes, MeterRegistry meters) {
        this.turnstile = turnstile;
        this.bell = bell;
        this.lanes = new Lanes<>(lanes, Scan::event, Scan::identity, this::admit);
        meters.gauge("marquee.lanes.waiting", Tags.of("kind", "scans"), this.lanes, Lanes::waiting);
    }

    /**
     * Judges and records a scan; empty when its event, device and nonce were recorded before. Of two such scans at the
     * same moment on two instances the later one fails with {@link org.springframework.dao.DuplicateKeyException} and
     * changes nothing.
     */
    Mono<Passage> admit(Scan scan) {
        return lanes.submit(scan).flatMap(Mono::justOrEmpty);
    }

    private Mono<List<Optional<Passage>>> admit(List<Scan> scans) {
        return turnstile
                .pass(scans)
                .collectMap(passage -> passage.checkIn().id())
                .flatMap(passages -> bell.ring(doors(passages)).thenReturn(inOrder(scans, passages)));
    }

    private static Set<DoorMoved> doors(Map<CheckInId, Passage> passages) {
        return passages.values().stream().map(Passage::door).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Optional<Passage>> inOrder(List<Scan> scans, Map<CheckInId, Passage> passages) {
        return scans.stream()
                .map(scan -> Optional.ofNullable(passages.get(scan.id())))
                .toList();
    }
}
