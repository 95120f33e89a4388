package dev.marquee.platform.constraints;

import dev.marquee.platform.errors.ErrorCode;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.validation.interpolation.MessageInterpolator;
import graphql.validation.rules.ValidationEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.ErrorType;

/** Words a broken constraint as a {@code BAD_USER_INPUT} error that names the field. */
final class ConstraintErrors implements MessageInterpolator {

    private static final Map<String, String> TEXTS = Map.of(
            "graphql.validation.Size.message", "must have a size of {min} to {max}.",
            "graphql.validation.Range.message", "must lie between {min} and {max}.",
            "graphql.validation.Pattern.message", "does not have the form that is asked for.",
            "graphql.validation.NotBlank.message", "must not be blank.");

    @Override
    public GraphQLError interpolate(String template, Map<String, Object> facts, ValidationEnvironment environment) {
        String field = fieldOf(environment);
        return GraphqlErrorBuilder.newError()
                .message("%s", "'" + field + "' " + text(template, facts))
                .errorType(ErrorType.BAD_REQUEST)
                .path(environment.getExecutionPath())
                .location(environment.getLocation())
                .extensions(Map.of("code", ErrorCode.BAD_USER_INPUT.name(), "field", field))
                .build();
    }

    /** The path of the argument or input field within the arguments of the GraphQL field. */
    private static String fieldOf(ValidationEnvironment environment) {
        int outer = environment.getExecutionPath().toList().size();
        return environment.getValidatedPath().toList().stream()
                .skip(outer)
                .map(part -> part instanceof Integer index ? "[" + index + "]" : "." + part)
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String text(String template, Map<String, Object> facts) {
        String text = TEXTS.getOrDefault(template, template);
        for (String name : List.of("min", "max")) {
            text = text.replace("{" + name + "}", String.valueOf(facts.get(name)));
        }
        return text;
    }
}
