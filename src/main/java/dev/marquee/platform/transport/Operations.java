package dev.marquee.platform.transport;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.limits.LimitSettings;
import dev.marquee.platform.loading.RequestLoaders;
import graphql.ExecutionResult;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.language.OperationDefinition.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Executes GraphQL requests, whatever transport carries them. */
@Component
public class Operations {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final WebGraphQlHandler handler;
    private final PersistedDocuments documents;
    private final Sessions sessions;
    private final SharedStreams streams;
    private final LimitSettings limits;

    Operations(
            WebGraphQlHandler handler,
            PersistedDocuments documents,
            Sessions sessions,
            SharedStreams streams,
            LimitSettings limits) {
        this.handler = handler;
        this.streams = streams;
        this.documents = documents;
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * Executes one request.
     *
     * @param allowed the kinds of operation that the transport can carry
     * @return never an error but {@link MalformedRequest}
     */
    public Mono<Outcome> run(Sender sender, GraphQlPayload payload, Set<Operation> allowed) {
        return Mono.fromCallable(() -> sender.ask(documents.documentOf(payload), payload))
                .flatMap(request -> outcome(request, allowed, sender))
                .flatMap(this::watched)
                .onErrorResume(failure -> failed(failure, sender));
    }

    private Mono<Outcome> outcome(WebGraphQlRequest request, Set<Operation> allowed, Sender sender) {
        var asked =
                new SharedStreams.Request(request.getDocument(), request.getOperationName(), request.getVariables());
        var running = allowed.contains(Operation.SUBSCRIPTION) ? streams.find(asked) : null;
        return running != null
                ? Mono.just(new Outcome.Live(running))
                : uncancelledOnceAnswered(handler.handleRequest(configured(request, allowed)))
                        .timeout(limits.executionTime())
                        .map(response -> outcomeOf(response, asked, sender));
    }

    /** Who leaves a stream cancels its execution too, which may serve others by then; a future is left alone once done. */
    private static Mono<WebGraphQlResponse> uncancelledOnceAnswered(Mono<WebGraphQlResponse> response) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(() -> response.contextWrite(context).toFuture()));
    }

    private Mono<Outcome> watched(Outcome outcome) {
        if (!(outcome instanceof Outcome.Live live)) {
            return Mono.just(outcome);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .<Outcome>map(caller -> new Outcome.Live(until(sessions.end(caller), live.answers())))
                .defaultIfEmpty(live);
    }

    private static Flux<byte[]> until(Mono<ApiError> end, Flux<byte[]> answers) {
        return Flux.defer(() -> {
            var reason = new AtomicReference<@Nullable ApiError>();
            return answers.takeUntilOther(end.doOnNext(reason::set))
                    .concatWith(
                            Mono.fromSupplier(reason::get).map(Errors::refusal).flatMap(Mono::error));
        });
    }

    private static WebGraphQlRequest configured(WebGraphQlRequest request, Set<Operation> allowed) {
        request.configureExecutionInput((input, builder) -> {
            OperationKinds.allow(input.getGraphQLContext(), allowed);
            input.getGraphQLContext().put(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
            return builder.dataLoaderRegistry(new RequestLoaders()).build();
        });
        return request;
    }

    private Outcome outcomeOf(WebGraphQlResponse response, SharedStreams.Request asked, Sender sender) {
        var result = response.getExecutionResult();
        var context = response.getExecutionInput().getGraphQLContext();
        Object data = result.getData();
        if (data instanceof Publisher<?> answers) {
            Flux<byte[]> encoded = encoded(answers, sender);
            return new Outcome.Live(OperationKinds.isSharedIn(context) ? streams.share(asked, encoded) : encoded);
        }
        boolean subscription = OperationKinds.kindIn(context) == Operation.SUBSCRIPTION;
        return result.isDataPresent() && !subscription ? new Outcome.Answered(specification(result)) : refused(result);
    }

    private static Outcome refused(ExecutionResult result) {
        var errors = Errors.specification(result.getErrors());
        if (result.getErrors().getFirst() instanceof OperationNotCarried notCarried) {
            return new Outcome.Refused(errors, notCarried.status(), true);
        }
        return new Outcome.Refused(errors, statusOf(errors.getFirst()), false);
    }

    private static HttpStatus statusOf(Map<String, Object> error) {
        return switch (String.valueOf(Errors.code(error))) {
            case "INTERNAL" -> HttpStatus.INTERNAL_SERVER_ERROR;
            case "UNAVAILABLE" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "RATE_LIMITED" -> HttpStatus.TOO_MANY_REQUESTS;
            case "UNAUTHENTICATED" -> HttpStatus.UNAUTHORIZED;
            case "FORBIDDEN" -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    private static Map<String, @Nullable Object> specification(ExecutionResult result) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(result.toSpecification());
        if (!result.getErrors().isEmpty()) {
            body.put("errors", Errors.specification(result.getErrors()));
        }
        return body;
    }

    private static Flux<byte[]> encoded(Publisher<?> answers, Sender sender) {
        return Flux.from(answers)
                .cast(ExecutionResult.class)
                .map(result -> StrictJson.write(specification(result)))
                .onErrorMap(failure -> new StreamRefused(errorsOf(failure, sender)));
    }

    private static List<Map<String, Object>> errorsOf(Throwable failure, Sender sender) {
        if (failure instanceof SubscriptionPublisherException known) {
            return Errors.specification(known.getErrors());
        }
        log.error("Subscription {} failed", sender.requestId(), failure);
        return List.of(Errors.internal(sender.requestId()));
    }

    private static Mono<Outcome> failed(Throwable failure, Sender sender) {
        return switch (failure) {
            case MalformedRequest malformed -> Mono.error(malformed);
            case DocumentUnknown unknown ->
                Mono.just(refusal(
                        Errors.of(ErrorCode.NOT_FOUND, String.valueOf(unknown.getMessage()), Map.of()),
                        HttpStatus.BAD_REQUEST));
            case TimeoutException slow -> {
                log.warn("Operation {} took too long", sender.requestId());
                var error = Errors.of(ErrorCode.UNAVAILABLE, "The operation took too long", Map.of());
                yield Mono.just(refusal(error, HttpStatus.SERVICE_UNAVAILABLE));
            }
            default -> {
                log.error("Operation {} failed", sender.requestId(), failure);
                yield Mono.just(refusal(Errors.internal(sender.requestId()), HttpStatus.INTERNAL_SERVER_ERROR));
            }
        };
    }

    private static Outcome refusal(Map<String, Object> error, HttpStatus status) {
        return new Outcome.Refused(List.of(error), status, status.is5xxServerError());
    }
}
