package dev.marquee.identity;

import dev.marquee.shared.PersonId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What other modules may know of people. */
public interface People {

    /**
     * A person as others' e-mails and orders need it.
     *
     * @param locale BCP 47 tag
     */
    record Person(PersonId id, String displayName, String email, String locale) {}

    /** Topic of the live bus on which changes of a person's profile are announced. */
    static String topic(PersonId person) {
        return "person:" + person;
    }

    /** Whether the account may be used, neither suspended nor deleted; it stays so until the current transaction ends. */
    Mono<Boolean> isActive(PersonId person);

    /** People by id, in one statement; unknown ones are left out. */
    Mono<Map<PersonId, Person>> byIds(Collection<PersonId> ids);
}
