package dev.marquee.platform.transport;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.introspection.IntrospectionDisabledError;
import graphql.validation.ValidationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors in the form of the specification, each with a stable code. */
public final class Errors {

    private Errors() {}

    static List<Map<String, Object>> specification(List<GraphQLError> errors) {
        List<Map<String, Object>> form = new ArrayList<>(errors.size());
        errors.forEach(error -> form.add(specification(error)));
        return form;
    }

    /** One error with its code and further facts. */
    public static Map<String, Object> of(ErrorCode code, String message, Map<String, Object> facts) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.putAll(facts);
        return Map.of("message", message, "extensions", extensions);
    }

    static StreamRefused refusal(ApiError error) {
        return new StreamRefused(List.of(of(error.code(), String.valueOf(error.getMessage()), error.facts())));
    }

    static Map<String, Object> internal(String requestId) {
        return of(ErrorCode.INTERNAL, "Something went wrong on our side", Map.of("executionId", requestId));
    }

    static @Nullable Object code(Map<String, Object> error) {
        return error.get("extensions") instanceof Map<?, ?> extensions ? extensions.get("code") : null;
    }

    private static Map<String, Object> specification(GraphQLError error) {
        Map<String, Object> form = new LinkedHashMap<>(error.toSpecification());
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (form.get("extensions") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> extensions.put(String.valueOf(key), value));
        }
        extensions.remove("classification");
        extensions.putIfAbsent("code", code(error).name());
        if (error instanceof ValidationError invalid) {
            InvalidDocument.describe(invalid, form, extensions);
        }
        form.put("extensions", extensions);
        return form;
    }

    private static ErrorCode code(GraphQLError error) {
        return switch (error) {
            case BadFaithIntrospectionError excess -> ErrorCode.QUERY_TOO_COMPLEX;
            case IntrospectionDisabledError disabled -> ErrorCode.FORBIDDEN;
            default -> code(error.getErrorType());
        };
    }

    private static ErrorCode code(@Nullable ErrorClassification type) {
        if (type instanceof ErrorType known) {
            return switch (known) {
                case InvalidSyntax, ValidationError, OperationNotSupported -> ErrorCode.BAD_USER_INPUT;
                case ExecutionAborted -> ErrorCode.QUERY_TOO_COMPLEX;
                case DataFetchingException, NullValueInNonNullableField -> ErrorCode.INTERNAL;
            };
        }
        if (type instanceof org.springframework.graphql.execution.ErrorType known) {
            return switch (known) {
                case BAD_REQUEST -> ErrorCode.BAD_USER_INPUT;
                case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
                case FORBIDDEN -> ErrorCode.FORBIDDEN;
                case NOT_FOUND -> ErrorCode.NOT_FOUND;
                case INTERNAL_ERROR -> ErrorCode.INTERNAL;
            };
        }
        return type == null ? ErrorCode.INTERNAL : ErrorCode.BAD_USER_INPUT;
    }
}
