package dev.marquee.platform.playground;

import com.nimbusds.jwt.JWTParser;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.relay.Connection;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import graphql.relay.PageInfo;
import graphql.scalars.ExtendedScalars;
import graphql.schema.GraphQLScalarType;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Just enough of a server for the page: one event whose stock the test moves, and a caller known by the token. */
@TestComponent
@EnableConfigurationProperties(PlaygroundSettings.class)
@Import({PlaygroundConfiguration.class, OneEventServer.Answers.class, OneEventServer.Availability.class})
@ImportAutoConfiguration({
    CodecsAutoConfiguration.class,
    GraphQlAutoConfiguration.class,
    GraphQlWebFluxAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    NettyReactiveWebServerAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
class OneEventServer {

    private static final String EVENT_ID = "evt_01jq8z3v7xe6t9g0c5m2n4p8rs";
    private static final List<String> SCALARS =
            List.of("JSON", "CountryCode", "CurrencyCode", "DateTime", "Long", "TimeZone", "URL");

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> SCALARS.forEach(name -> wiring.scalar(
                GraphQLScalarType.newScalar(ExtendedScalars.Object).name(name).build()));
    }

    @Bean
    WebGraphQlInterceptor authorization() {
        return new Authorization();
    }

    /** Hands the token of the header or of the socket's first message to the answers. */
    static final class Authorization implements WebSocketGraphQlInterceptor {

        @Override
        public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
            session.getAttributes().put("authorization", payload.getOrDefault("Authorization", ""));
            return Mono.empty();
        }

        @Override
        public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
            Object value = request instanceof WebSocketGraphQlRequest socket
                    ? socket.getSessionInfo().getAttributes().get("authorization")
                    : request.getHeaders().getFirst("Authorization");
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                            Map.of("authorization", Objects.requireNonNullElse(value, "")))
                    .build());
            return chain.next(request);
        }
    }

    /** What is left of the event. */
    static class Availability {

        private Sinks.Many<Integer> remaining = Sinks.many().replay().latestOrDefault(100);

        void becomes(int number) {
            remaining.tryEmitNext(number).orThrow();
        }

        /** Ends every stream as if the token of its caller had ended. */
        void endsTheTokens() {
            Sinks.Many<Integer> ended = remaining;
            remaining = Sinks.many().replay().latestOrDefault(100);
            ended.tryEmitError(new TokenEnded()).orThrow();
        }

        int watchers() {
            return remaining.currentSubscriberCount();
        }

        Flux<Integer> flux() {
            return Flux.defer(() -> remaining.asFlux());
        }
    }

    /** A page that is all there is. */
    record Page(List<Map<String, Object>> nodes) implements Connection<Map<String, Object>> {

        @Override
        public List<Edge<Map<String, Object>>> getEdges() {
            return List.of();
        }

        @Override
        public PageInfo getPageInfo() {
            return new DefaultPageInfo(null, null, false, false);
        }
    }

    static final class TokenEnded extends RuntimeException {}

    /** The few fields that the tests ask for. */
    @Controller
    static class Answers {

        private final Availability availability;

        Answers(Availability availability) {
            this.availability = availability;
        }

        @QueryMapping
        Map<String, Object> me(@ContextValue String authorization) throws ParseException {
            String email = JWTParser.parse(authorization.substring("Bearer ".length()))
                    .getJWTClaimsSet()
                    .getStringClaim("email");
            return Map.of(
                    "id",
                    "usr_01jq8z3v7xe6t9g0c5m2n4p8rt",
                    "displayName",
                    email,
                    "email",
                    email,
                    "roles",
                    List.of("USER"),
                    "interests",
                    List.of(),
                    "locale",
                    "en",
                    "createdAt",
                    "2026-01-01T00:00:00Z");
        }

        @QueryMapping
        Page events() {
            Map<String, Object> event = Map.of(
                    "id",
                    EVENT_ID,
                    "slug",
                    "night-of-the-small-stages",
                    "title",
                    "Night of the Small Stages",
                    "startsAt",
                    "2027-03-01T20:00:00+01:00",
                    "soldOut",
                    false,
                    "category",
                    Map.of("name", "Music"),
                    "venue",
                    Map.of("name", "Kellerbühne", "city", "Berlin"),
                    "priceFrom",
                    Map.of("amount", 2500, "currency", "EUR"));
            return new Page(List.of(event));
        }

        @SubscriptionMapping
        Flux<Map<String, Object>> ticketAvailability() {
            return availability
                    .flux()
                    .map(remaining -> Map.of(
                            "revision",
                            1000 - remaining,
                            "remaining",
                            remaining,
                            "soldOut",
                            remaining == 0,
                            "ticketTypes",
                            List.of()));
        }

        @GraphQlExceptionHandler
        GraphQLError handle(TokenEnded ended) {
            return GraphqlErrorBuilder.newError()
                    .message("The token has ended")
                    .extensions(Map.of("code", "UNAUTHENTICATED"))
                    .build();
        }
    }
}
