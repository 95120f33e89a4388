package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.identity.Standing;
import dev.marquee.identity.keycloak.KeycloakPeople;
import dev.marquee.identity.people.KeycloakStanding.Wanted;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import dev.marquee.shared.PersonId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes Keycloak say what the database says of a person, whatever order the changes are carried out in. */
@Component
class KeycloakFollowing implements OutboxHandler<StandingChanged> {

    private final KeycloakStanding standing;
    private final KeycloakPeople keycloak;
    private final LiveBus liveBus;

    KeycloakFollowing(KeycloakStanding standing, KeycloakPeople keycloak, LiveBus liveBus) {
        this.standing = standing;
        this.keycloak = keycloak;
        this.liveBus = liveBus;
    }

    @Override
    public String topic() {
        return StandingChanged.TOPIC;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Class<StandingChanged> payloadType() {
        return StandingChanged.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, StandingChanged changed) {
        return follow(new PersonId(changed.person())).then(liveBus.announce(Standing.TOPIC));
    }

    /** Again and again until nothing has changed while Keycloak was being told. */
    private Mono<Void> follow(PersonId person) {
        return standing.of(person)
                .flatMap(wanted -> tell(wanted).then(standing.isSaid(wanted)))
                .flatMap(said -> said ? Mono.empty() : follow(person));
    }

    private Mono<Void> tell(Wanted wanted) {
        return wanted.deleted() ? keycloak.delete(wanted.subject()) : adjust(wanted);
    }

    private Mono<Void> adjust(Wanted wanted) {
        return Flux.fromIterable(wanted.pending())
                .concatMap(role -> tell(wanted, role))
                .then(Mono.defer(() -> wanted.barred()
                        ? keycloak.disable(wanted.subject()).then(keycloak.endSessions(wanted.subject()))
                        : keycloak.enable(wanted.subject())));
    }

    private Mono<Void> tell(Wanted wanted, Role role) {
        return wanted.roles().contains(role)
                ? keycloak.grant(wanted.subject(), role)
                : keycloak.revoke(wanted.subject(), role);
    }
}
