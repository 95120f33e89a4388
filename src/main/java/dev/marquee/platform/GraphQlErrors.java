package dev.marquee.platform;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import reactor.core.publisher.Mono;

/** Turns whatever a field or a subscription throws into an error with a stable code that gives nothing away. */
@Component
@Order(0)
class GraphQlErrors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(GraphQlErrors.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment field) {
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError(field);
        return Mono.just(List.of(fill(builder, thrown, field.getExecutionId().toString())));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.deferContextual(
                context -> Mono.just(List.of(fill(GraphqlErrorBuilder.newError(), thrown, RequestIds.of(context)))));
    }

    private static GraphQLError fill(GraphqlErrorBuilder<?> builder, Throwable thrown, String executionId) {
        ApiError error = translate(thrown);
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

    private static @Nullable ApiError translate(Throwable thrown) {
        return switch (thrown) {
            case ApiError known -> known;
            case BindException binding -> badInput(binding);
            default -> Outage.explains(thrown) ? unavailable(thrown) : null;
        };
    }

    private static ApiError unavailable(Throwable cause) {
        log.warn("The database is out of reach: {}", cause.toString());
        return ApiError.unavailable("The service is out of reach for a moment; try again.");
    }

    private static ApiError badInput(BindException binding) {
        ObjectError first = binding.getAllErrors().getFirst();
        String argument = first.getObjectName();
        if (!(first instanceof FieldError field)) {
            return ApiError.badInput(argument, reason(first));
        }
        String path = field.getField().startsWith("$") ? field.getField().substring(1) : field.getField();
        boolean whole = path.isEmpty() || path.equals(argument) || path.startsWith(argument + ".");
        return ApiError.badInput(whole && !path.isEmpty() ? path : join(argument, path), reason(first));
    }

    private static String join(String argument, String path) {
        return path.isEmpty() || path.startsWith("[") ? argument + path : argument + "." + path;
    }

    private static String reason(ObjectError error) {
        Throwable cause = error.contains(Throwable.class) ? error.unwrap(Throwable.class) : null;
        while (cause != null && !(cause instanceof IllegalArgumentException known && isOwn(known))) {
            cause = cause.getCause();
        }
        return cause == null ? "This value cannot be read." : "This value " + cause.getMessage() + ".";
    }

    private static boolean isOwn(IllegalArgumentException thrown) {
        String message = thrown.getMessage();
        return message != null && message.startsWith("is no ");
    }
}
