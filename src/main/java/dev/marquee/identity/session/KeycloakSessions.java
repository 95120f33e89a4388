package dev.marquee.identity.session;

import dev.marquee.identity.keycloak.KeycloakPeople;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends sessions in Keycloak, so that they give no further tokens. */
@Component
class KeycloakSessions implements OutboxHandler<SignedOut> {

    private final KeycloakPeople keycloak;

    KeycloakSessions(KeycloakPeople keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public String topic() {
        return SignedOut.TOPIC;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Class<SignedOut> payloadType() {
        return SignedOut.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, SignedOut ended) {
        return keycloak.endSession(ended.session());
    }
}
