package dev.marquee.platform.schedule;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs all that is {@link Repeated}, and lets what is under way end when the server stops. */
@Component
class Repeater extends Background {

    private static final Logger log = LoggerFactory.getLogger(Repeater.class);

    private final List<Repeated> works;

    Repeater(List<Repeated> works) {
        this.works = works;
    }

    @Override
    protected Mono<Void> work(Mono<Void> stop) {
        return Flux.fromIterable(works).flatMap(work -> repeat(work, stop)).then();
    }

    private static Mono<Void> repeat(Repeated work, Mono<Void> stop) {
        return Flux.interval(work.pace())
                .takeUntilOther(stop)
                .onBackpressureDrop()
                .concatMap(tick -> calmly(work, work::once), 0)
                .then(calmly(work, work::lastly));
    }

    private static Mono<Void> calmly(Repeated work, Supplier<Mono<?>> step) {
        return Mono.defer(step).then().onErrorResume(fault -> {
            log.warn("{} failed and is tried again", work.getClass().getSimpleName(), fault);
            return Mono.empty();
        });
    }

    /** Stops after the web server and before the connections to databases. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
