package dev.marquee.identity.session;

import dev.marquee.identity.Caller;
import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers sign-ins that have ended as long as there may be tokens of them. */
@Component
class EndedSignIns implements PersonalData {

    /** Until Keycloak has heard of it, a session may give further tokens. */
    private static final Duration OF_SESSION = Duration.ofDays(1);

    /** By how much a token may be over and still count. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private static final int MOST_TIDIED = 100;

    private final DatabaseClient database;
    private final PersonalRows rows;

    EndedSignIns(DatabaseClient database, PersonalRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Ends the caller's sign-in within the current transaction, and forgets some that need no remembering any more. */
    Mono<Void> add(Caller caller, Instant now) {
        Instant until = caller.signIn().session() == null ? caller.validUntil().plus(MOST_SKEW) : now.plus(OF_SESSION);
        return database.sql("""
                        with over as (
                          delete from ended_sign_in where (person_id, sign_in) in (
                            select person_id, sign_in from ended_sign_in where until < :now and sign_in <> :signIn
                            order by until limit :most for update skip locked))
                        insert into ended_sign_in (person_id, sign_in, until) values (:person, :signIn, :until)
                        on conflict (person_id, sign_in) do update set until = excluded.until
                        """)
                .bind("now", now)
                .bind("most", MOST_TIDIED)
                .bind("person", caller.id().value())
                .bind("signIn", caller.signIn().id())
                .bind("until", until)
                .then();
    }

    @Override
    public String section() {
        return "signOuts";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select sign_in as "signInId", until from ended_sign_in where person_id = :person order by until desc
                """);
    }

    /** A deleted account is refused whatever token there is. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("delete from ended_sign_in where person_id = :person")
                .bind("person", leaving.person().value())
                .then();
    }
}
