package dev.marquee.identity.keycloak;

import dev.marquee.identity.RoleGranted;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.platform.Rows;
import dev.marquee.shared.OutboxId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives people their roles in Keycloak, as soon as it is there; the next token of the person has them. */
@Component
class RoleGrants implements OutboxHandler<RoleGranted> {

    private final DatabaseClient database;
    private final KeycloakPeople keycloak;

    RoleGrants(DatabaseClient database, KeycloakPeople keycloak) {
        this.database = database;
        this.keycloak = keycloak;
    }

    @Override
    public String topic() {
        return RoleGranted.TOPIC;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Class<RoleGranted> payloadType() {
        return RoleGranted.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, RoleGranted granted) {
        return database.sql("select subject from person where id = :person")
                .bind("person", granted.person().value())
                .map(row -> Rows.text(row, "subject"))
                .one()
                .flatMap(subject -> keycloak.grant(subject, granted.role()));
    }
}
