package dev.marquee.platform.constraints;

import graphql.GraphQLError;
import graphql.validation.constraints.standard.PatternConstraint;
import graphql.validation.rules.ValidationEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code @Pattern} that leaves too long strings alone, so that no expression is tried on more than it was made for. */
final class PatternRule extends PatternConstraint {

    private static final int LONGEST = 1000;

    @Override
    protected List<GraphQLError> runConstraint(ValidationEnvironment environment) {
        int length = String.valueOf(environment.getValidatedValue()).length();
        @Nullable Integer size = sizeLimit(environment);
        if (size != null && length > size) {
            return List.of();
        }
        return length > LONGEST ? mkError(environment, "regexp", "") : super.runConstraint(environment);
    }

    private static @Nullable Integer sizeLimit(ValidationEnvironment environment) {
        return environment.getDirectives().stream()
                .filter(directive -> directive.getName().equals(SizeRule.NAME))
                .map(directive -> directive.getArgument("max").<Integer>getValue())
                .findFirst()
                .orElse(null);
    }
}
