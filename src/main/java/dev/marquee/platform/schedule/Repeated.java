package dev.marquee.platform.schedule;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Work that the server does again and again while it runs, one run at a time; a run that fails is only logged. */
public interface Repeated {

    /** Time between the starts of two runs; one that takes longer delays the next. */
    Duration pace();

    /** One run. */
    Mono<?> once();

    /** What is left to do when the server stops, after the requests and the last run have ended. */
    default Mono<?> lastly() {
        return Mono.empty();
    }
}
