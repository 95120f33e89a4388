package dev.marquee.platform.personal;

import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What a module knows of a person: how the person gets it, and what becomes of it when the account is deleted. */
public interface PersonalData {

    /**
     * Who is leaving.
     *
     * @param email in lower case, as the module may have it from elsewhere than the person's account
     * @param proven whether the address is the person's own, so that it may be erased from what others said too
     */
    record Leaving(PersonId person, String email, boolean proven) {}

    /** Name of this part in the export, e.g. {@code orders}. */
    String section();

    /** All of it as JSON values, the latest first. */
    Mono<List<Map<String, Object>>> of(PersonId person);

    /** Erases whatever tells who the person was and is not needed for books and tickets, within the current transaction. */
    default Mono<Void> erase(Leaving leaving) {
        return Mono.empty();
    }

    /** How many things keep the person from leaving, within the current transaction, after everything was erased. */
    default Mono<Integer> hindrances(PersonId person) {
        return Mono.just(0);
    }
}
