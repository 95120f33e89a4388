package dev.marquee.platform.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.shared.EventId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.GraphQlArgumentBinder;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.support.ArgumentMethodArgumentResolver;
import org.springframework.validation.BindException;

/** Inputs become the records that Spring's binder makes of them. */
class RecordArgumentsTests {

    private static final String EVENT = EventId.next().toString();

    private final List<DataFetchingEnvironment> leftToSpring = new ArrayList<>();
    private final HandlerMethodArgumentResolver spring =
            new ArgumentMethodArgumentResolver(new GraphQlArgumentBinder(GraphQlArgumentBinder.Options.create()
                    .conversionService(ApplicationConversionService.getSharedInstance())));
    private final RecordArguments records =
            new RecordArguments(ApplicationConversionService.getSharedInstance(), new Counting());

    private final class Counting implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return spring.supportsParameter(parameter);
        }

        @Override
        public @Nullable Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment)
                throws Exception {
            leftToSpring.add(environment);
            return spring.resolveArgument(parameter, environment);
        }
    }

    record Line(EventId event, int quantity) {}

    record Basket(
            EventId event,
            @Nullable TimeUnit unit,
            List<Line> lines,
            @Nullable List<@Nullable String> notes,
            @Nullable Long price,
            boolean gift) {

        Basket {
            if ("forbidden".equals(notes == null || notes.isEmpty() ? null : notes.getFirst())) {
                throw new IllegalArgumentException("a forbidden note");
            }
        }
    }

    record Nested(List<Nested> inner) {}

    private record Wrapping(Optional<String> note) {}

    @SuppressWarnings("unused")
    private static void bound(
            @Argument Basket input,
            @Argument(name = "named") Line other,
            @Argument Wrapping wrapping,
            @Argument String text,
            @Argument Nested nested) {}

    private static MethodParameter parameter(int place) {
        MethodParameter parameter = new MethodParameter(
                Arrays.stream(RecordArgumentsTests.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals("bound"))
                        .findFirst()
                        .orElseThrow(),
                place);
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return parameter;
    }

    private static DataFetchingEnvironment environment(Map<String, ?> arguments) {
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .arguments(new HashMap<>(arguments))
                .build();
    }

    static List<Map<String, Object>> inputs() {
        Map<String, Object> nulls = new HashMap<>(Map.of("event", EVENT, "lines", List.of(), "gift", true));
        nulls.put("unit", null);
        nulls.put("notes", Arrays.asList("a", null));
        return List.of(
                Map.of("event", EVENT, "lines", List.of(Map.of("event", EVENT, "quantity", 2)), "gift", false),
                Map.of("event", EVENT, "unit", "DAYS", "lines", List.of(), "price", 1200, "gift", true, "more", 1),
                nulls);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void makesWhatSpringMakes(Map<String, Object> input) throws Exception {
        DataFetchingEnvironment environment = environment(Map.of("input", input));
        assertThat(records.resolveArgument(parameter(0), environment))
                .isInstanceOf(Basket.class)
                .isEqualTo(spring.resolveArgument(parameter(0), environment));
        assertThat(leftToSpring).isEmpty();
    }

    @Test
    void takesTheNameOfTheAnnotation() throws Exception {
        DataFetchingEnvironment environment = environment(Map.of("named", Map.of("event", EVENT, "quantity", 3)));
        assertThat(records.resolveArgument(parameter(1), environment)).isEqualTo(new Line(EventId.of(EVENT), 3));
        assertThat(leftToSpring).isEmpty();
    }

    @Test
    void leavesWrongValuesAndTheirErrorsToSpring() {
        DataFetchingEnvironment environment = environment(Map.of("named", Map.of("event", "none", "quantity", 3)));
        assertThatThrownBy(() -> records.resolveArgument(parameter(1), environment))
                .isInstanceOfSatisfying(
                        BindException.class,
                        errors -> assertThat(errors.getFieldErrors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.getField()).endsWith("event")));
    }

    @Test
    void leavesWhatARecordRefusesToSpring() {
        DataFetchingEnvironment environment = environment(Map.of(
                "input", Map.of("event", EVENT, "lines", List.of(), "notes", List.of("forbidden"), "gift", false)));
        assertThatThrownBy(() -> records.resolveArgument(parameter(0), environment))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("a forbidden note");
    }

    @Test
    void leavesOtherComponentsAndAbsentArgumentsToSpring() throws Exception {
        assertThat(records.resolveArgument(parameter(2), environment(Map.of("wrapping", Map.of("note", "a")))))
                .isEqualTo(new Wrapping(Optional.of("a")));
        assertThat(records.resolveArgument(parameter(0), environment(Map.of()))).isNull();
        assertThat(leftToSpring).hasSize(2);
    }

    @Test
    void leavesRecordsWithinThemselvesToSpring() throws Exception {
        DataFetchingEnvironment environment =
                environment(Map.of("nested", Map.of("inner", List.of(Map.of("inner", List.of())))));
        assertThat(records.resolveArgument(parameter(4), environment))
                .isEqualTo(new Nested(List.of(new Nested(List.of()))));
        assertThat(leftToSpring).hasSize(1);
    }

    @Test
    void isForRecordsOnly() {
        assertThat(records.supportsParameter(parameter(0))).isTrue();
        assertThat(records.supportsParameter(parameter(3))).isFalse();
    }
}
