package dev.marquee.identity.access;

import dev.marquee.dev.TestToken;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls the real schema with a real token, past the transport, and tells the codes of the errors. */
public record AccessProbe(ExecutionGraphQlService service, ReactiveAuthenticationManager tokens) {

    /** Each answer as the codes of its errors; a stream that fails ends with the codes of its failure. */
    public Flux<List<String>> call(String document, @Nullable TestToken token) {
        return as(token == null ? null : token.signed(), document);
    }

    /** Likewise with a token that is signed already. */
    public Flux<List<String>> as(@Nullable String token, String document) {
        Flux<List<String>> answers = service.execute(request(document)).flatMapMany(AccessProbe::answers);
        return token == null
                ? answers
                : tokens.authenticate(new BearerTokenAuthenticationToken(token))
                        .flatMapMany(caller ->
                                answers.contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller)));
    }

    private static DefaultExecutionGraphQlRequest request(String document) {
        String id = UUID.randomUUID().toString();
        return new DefaultExecutionGraphQlRequest(document, null, Map.of(), Map.of(), id, Locale.ENGLISH);
    }

    private static Flux<List<String>> answers(ExecutionGraphQlResponse response) {
        Object data = response.getExecutionResult().getData();
        if (data instanceof Publisher<?> stream) {
            return Flux.from(stream)
                    .cast(ExecutionResult.class)
                    .map(result -> codes(result.getErrors()))
                    .onErrorResume(SubscriptionPublisherException.class, end -> Mono.just(codes(end.getErrors())));
        }
        return Flux.just(codes(response.getExecutionResult().getErrors()));
    }

    private static List<String> codes(List<GraphQLError> errors) {
        return errors.stream()
                .map(error -> String.valueOf(
                        error.getExtensions() == null
                                ? error.getMessage()
                                : error.getExtensions().get("code")))
                .toList();
    }
}
