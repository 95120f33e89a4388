package dev.marquee.platform.arguments;

import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.Argument;

/**
 * Makes the records that inputs are bound to. Spring's binder looks up the components, types and names of a record on each
 * call, which took four per cent of the server's processor time for an order; here that is done once for each type. What
 * cannot be bound, and what the {@link RecordForm forms} do not know, is left to Spring's binder, with its errors.
 */
final class RecordArguments implements HandlerMethodArgumentResolver {

    private final ConversionService conversions;
    private final HandlerMethodArgumentResolver usual;
    private final Map<MethodParameter, Optional<Known>> known = new ConcurrentHashMap<>();

    RecordArguments(ConversionService conversions, HandlerMethodArgumentResolver usual) {
        this.conversions = conversions;
        this.usual = usual;
    }

    /** An argument by its name, and what it becomes. */
    private record Known(String name, RecordForm form) {}

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Argument.class)
                && parameter.getParameterType().isRecord();
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment)
            throws Exception {
        Known argument = known.computeIfAbsent(parameter, this::look).orElse(null);
        if (argument != null && environment.getArgument(argument.name()) instanceof Map<?, ?> given) {
            try {
                return argument.form().make(given);
            } catch (ReflectiveOperationException | RuntimeException wrong) {
                return usual.resolveArgument(parameter, environment);
            }
        }
        return usual.resolveArgument(parameter, environment);
    }

    private Optional<Known> look(MethodParameter parameter) {
        String named = Objects.requireNonNull(parameter.getParameterAnnotation(Argument.class))
                .name();
        String name = named.isEmpty() ? parameter.getParameterName() : named;
        return name == null
                ? Optional.empty()
                : RecordForm.of(parameter.getParameterType(), conversions).map(form -> new Known(name, form));
    }
}
