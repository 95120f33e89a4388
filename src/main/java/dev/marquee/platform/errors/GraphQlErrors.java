package dev.marquee.platform.errors;

import dev.marquee.platform.RequestIds;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import reactor.core.publisher.Mono;

/** Turns whatever a field or a subscription throws into an error with a stable code that gives nothing away. */
@Component
@Order(0)
class GraphQlErrors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(GraphQlErrors.class);
    private static final Pattern STEP = Pattern.compile("\\[(?<index>\\d+)]|\\.(?<name>[^.\\[]+)");

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment field) {
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError(field);
        Throwable known = named(thrown, field.getArguments());
        return Mono.just(List.of(fill(builder, known, field.getExecutionId().toString())));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        Throwable known = named(thrown, Map.of());
        return Mono.deferContextual(
                context -> Mono.just(List.of(fill(GraphqlErrorBuilder.newError(), known, RequestIds.of(context)))));
    }

    private static Throwable named(Throwable thrown, Map<String, Object> arguments) {
        return thrown instanceof BindException binding ? badInput(binding, arguments) : thrown;
    }

    private static GraphQLError fill(GraphqlErrorBuilder<?> builder, Throwable thrown, String executionId) {
        ApiError error = translate(thrown, executionId);
        if (error != null) {
            return builder.message("%s", error.getMessage())
                    .extensions(extensions(error.code(), error.facts()))
                    .build();
        }
        log.error("Execution {} failed", executionId, thrown);
        return builder.message("Something went wrong on our side.")
                .extensions(extensions(ErrorCode.INTERNAL, Map.of("executionId", executionId)))
                .build();
    }

    private static Map<String, Object> extensions(ErrorCode code, Map<String, Object> facts) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.putAll(facts);
        return extensions;
    }

    private static @Nullable ApiError translate(Throwable thrown, String executionId) {
        return switch (thrown) {
            case ApiError known -> known;
            case AbortExecutionException cancelled -> ApiError.unavailable("The operation was cancelled.");
            default -> Outage.explains(thrown) ? unavailable(thrown, executionId) : null;
        };
    }

    private static ApiError unavailable(Throwable cause, String executionId) {
        log.warn("The database is out of reach of {}: {}", executionId, cause.toString());
        return ApiError.unavailable("The service is out of reach for a moment; try again.");
    }

    /** Spring tells where in an argument the wrong value lies, but not in which argument. */
    private static ApiError badInput(BindException binding, Map<String, Object> arguments) {
        FieldError wrong = binding.getFieldErrors().getFirst();
        String path = wrong.getField().substring(1);
        String argument = arguments.keySet().stream()
                .filter(name -> Objects.equals(wrong.getRejectedValue(), at(arguments.get(name), path)))
                .findFirst()
                .orElse(wrong.getObjectName());
        return ApiError.badInput(argument + path, "'" + argument + path + "' is no id of this kind.");
    }

    private static @Nullable Object at(@Nullable Object argument, String path) {
        Object value = argument;
        for (Matcher step = STEP.matcher(path); step.find(); ) {
            String index = step.group("index");
            if (value instanceof Map<?, ?> object && index == null) {
                value = object.get(step.group("name"));
            } else if (value instanceof List<?> list && index != null && Integer.parseInt(index) < list.size()) {
                value = list.get(Integer.parseInt(index));
            } else {
                return null;
            }
        }
        return value;
    }
}
