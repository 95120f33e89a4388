package dev.marquee.identity.profile;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.identity.PersonJoined;
import dev.marquee.platform.Outbox;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Who a token's subject is here, remembered for a short time; makes the profile of a new person. */
@Component
public class KnownPeople {

    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final int MOST = 100_000;

    private final AsyncCache<String, Known> memory =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(MOST).buildAsync();
    private final PersonQueries people;
    private final Outbox outbox;
    private final TransactionalOperator transactions;

    KnownPeople(PersonQueries people, Outbox outbox, TransactionalOperator transactions) {
        this.people = people;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** A person as the hot path needs it. */
    public record Known(PersonId id, String displayName, String email) {}

    /** The person of a token, from memory if possible; all who ask at the same time share one look-up. */
    public Mono<Known> find(Newcomer person) {
        return Mono.fromFuture(
                () -> memory.get(
                        person.subject(), (subject, executor) -> lookUp(person).toFuture()),
                true);
    }

    void forget(String subject) {
        memory.synchronous().invalidate(subject);
    }

    private Mono<Known> lookUp(Newcomer person) {
        return people.bySubject(person.subject())
                .filter(known -> known.email().equals(person.email()))
                .switchIfEmpty(Mono.defer(() -> transactions.transactional(welcome(person))));
    }

    /** Makes the profile, or brings the address of an existing one up to date. */
    private Mono<Known> welcome(Newcomer person) {
        return people.add(PersonId.next(), person)
                .flatMap(added -> outbox.add(
                                PersonJoined.TOPIC, new PersonJoined(added.id().value()))
                        .thenReturn(added))
                .switchIfEmpty(Mono.defer(() -> people.changeEmail(person.subject(), person.email())));
    }
}
