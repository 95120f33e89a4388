package dev.marquee.identity.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marquee.identity.Role;
import dev.marquee.platform.EffectFailed;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Changes people in Keycloak with the service account of this server; each change may be repeated. People are named by the
 * subject of their tokens. Fails with {@link EffectFailed}: for handlers of the outbox, which try again.
 */
@Component
public class KeycloakPeople {

    private static final long MARGIN_SECONDS = 30;
    private static final String USER = "/users/{user}";
    private static final String GRANTED = USER + "/role-mappings/realm";
    private static final String AVAILABLE = GRANTED + "/available";

    private final KeycloakSettings settings;
    private final Clock clock;
    private final WebClient http;
    private final Mono<Token> token;
    private volatile @Nullable Token refused;

    KeycloakPeople(KeycloakSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                                settings.timeout().toMillis())
                        .responseTimeout(settings.timeout())))
                .build();
        this.token = Mono.defer(this::newToken).cacheInvalidateIf(this::isOver);
    }

    private record Token(String value, Instant end) {}

    private record TokenAnswer(
            @JsonProperty("access_token") String value,
            @JsonProperty("expires_in") long seconds) {}

    private record RealmRole(String id, String name) {}

    /** Gives the person a realm role. */
    public Mono<Void> grant(String subject, Role role) {
        return listed(AVAILABLE, subject, role)
                .flatMap(found -> send(HttpMethod.POST, GRANTED, subject, List.of(found)));
    }

    /** Takes a realm role from the person. */
    public Mono<Void> revoke(String subject, Role role) {
        return listed(GRANTED, subject, role)
                .flatMap(found -> send(HttpMethod.DELETE, GRANTED, subject, List.of(found)));
    }

    /** Lets the person sign in again. */
    public Mono<Void> enable(String subject) {
        return send(HttpMethod.PUT, USER, subject, Map.of("enabled", true));
    }

    /** Keeps the person from signing in and from refreshing tokens. */
    public Mono<Void> disable(String subject) {
        return send(HttpMethod.PUT, USER, subject, Map.of("enabled", false));
    }

    /** Ends all sessions of the person; access tokens that are out live on until they end. */
    public Mono<Void> endSessions(String subject) {
        return send(HttpMethod.POST, USER + "/logout", subject, Map.of());
    }

    /** Ends one session, with the offline one of the same id; nothing when it has ended before. */
    public Mono<Void> endSession(String session) {
        return Flux.just(false, true)
                .concatMap(offline -> deleted("/sessions/{session}?isOffline={offline}", session, offline))
                .then();
    }

    /** Deletes the person with all that Keycloak knows; nothing when that was done before. */
    public Mono<Void> delete(String subject) {
        return deleted(USER, subject);
    }

    private Mono<Void> deleted(String path, Object... parts) {
        return withToken(bearer -> http.delete()
                        .uri(settings.adminUrl() + path, parts)
                        .headers(headers -> headers.setBearerAuth(bearer))
                        .retrieve()
                        .toBodilessEntity()
                        .onErrorComplete(WebClientResponseException.NotFound.class))
                .then();
    }

    private Mono<RealmRole> listed(String list, String subject, Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        return withToken(bearer -> http.get()
                        .uri(settings.adminUrl() + list, subject)
                        .headers(headers -> headers.setBearerAuth(bearer))
                        .retrieve()
                        .bodyToFlux(RealmRole.class)
                        .collectList())
                .flatMapIterable(Function.identity())
                .filter(found -> found.name().equals(name))
                .next();
    }

    private Mono<Void> send(HttpMethod method, String path, String subject, Object body) {
        return withToken(bearer -> http.method(method)
                        .uri(settings.adminUrl() + path, subject)
                        .headers(headers -> headers.setBearerAuth(bearer))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .retrieve()
                        .toBodilessEntity())
                .then();
    }

    private <T> Mono<T> withToken(Function<String, Mono<T>> call) {
        return token.flatMap(current -> call.apply(current.value())
                        .doOnError(WebClientResponseException.Unauthorized.class, failure -> refused = current))
                .onErrorMap(failure -> new EffectFailed(reason(failure), failure));
    }

    private Mono<Token> newToken() {
        return http.post()
                .uri(settings.tokenUrl())
                .body(BodyInserters.fromFormData("grant_type", "client_credentials")
                        .with("client_id", settings.clientId())
                        .with("client_secret", settings.clientSecret()))
                .retrieve()
                .bodyToMono(TokenAnswer.class)
                .map(answer -> new Token(
                        answer.value(), clock.instant().plusSeconds(Math.max(0, answer.seconds() - MARGIN_SECONDS))));
    }

    private boolean isOver(Token cached) {
        return cached.equals(refused) || !clock.instant().isBefore(cached.end());
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebClientResponseException answer
                ? "Keycloak answered " + answer.getStatusCode().value() + "."
                : "Keycloak cannot be reached.";
    }
}
