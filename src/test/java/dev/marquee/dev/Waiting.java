package dev.marquee.dev;

import dev.marquee.platform.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tells when others wait for a lock. */
public final class Waiting {

    private Waiting() {}

    /** Until somebody waits for what the current transaction has locked. */
    public static Mono<Boolean> untilSomebodyDoes(DatabaseClient database) {
        return database.sql("""
                        select exists (select from pg_stat_activity
                          where pg_backend_pid() = any(pg_blocking_pids(pid))) as waiting
                        """)
                .map(row -> Rows.flag(row, "waiting"))
                .one()
                .filter(waiting -> waiting)
                .repeatWhenEmpty(1500, empty -> empty.delayElements(Duration.ofMillis(20)));
    }
}
