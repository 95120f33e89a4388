package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.access.AccessProbe;
import dev.marquee.identity.access.MinimalCall;
import dev.marquee.plans.Feature;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.test.context.TestConstructor;

/** Every root field that needs a feature, with and without it, called by everybody who may come. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FeatureMatrixTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> DENIALS =
            List.of("UNAUTHENTICATED", "FORBIDDEN", "FEATURE_DISABLED", "INTERNAL", "null");

    private final GraphQLSchema schema;
    private final AccessProbe probe;
    private final TestToken owner = TestTokens.organizer();
    private final TestToken admin = TestTokens.admin();
    private final TestToken ownerElsewhere = TestTokens.organizer();
    private final EventDesk desk;
    private final PlanDesk plans;

    FeatureMatrixTests(
            Api api, GraphQlSource source, ExecutionGraphQlService service, ReactiveAuthenticationManager tokens) {
        this.schema = source.schema();
        this.probe = new AccessProbe(service, tokens);
        this.desk = new EventDesk(api.as(owner.signed()));
        this.plans = new PlanDesk(api.as(admin.signed()));
        new EventDesk(api.as(ownerElsewhere.signed())).published("Elsewhere " + UUID.randomUUID());
    }

    @TestFactory
    Stream<DynamicTest> letsInOnlyWhereTheFeatureIsOn() {
        String with = event(Stream.of(Feature.values()).map(Feature::name).toList());
        String without = event(List.of());
        return fields().flatMap(field -> Stream.of(
                test(field, "nobody", without, null, "UNAUTHENTICATED"),
                test(field, "its owner, off", without, owner, "FEATURE_DISABLED"),
                test(field, "its owner, on", with, owner, null),
                test(
                        field,
                        "another owner, off",
                        without,
                        ownerElsewhere,
                        field.definition().hasAppliedDirective("event") ? "NOT_FOUND" : "FEATURE_DISABLED"),
                test(field, "an administrator, off", without, admin, null)));
    }

    private record Field(GraphQLObjectType root, GraphQLFieldDefinition definition) {}

    private Stream<Field> fields() {
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .map(Objects::requireNonNull)
                .flatMap(root -> root.getFieldDefinitions().stream()
                        .filter(field -> field.hasAppliedDirective("feature"))
                        .map(field -> new Field(root, field)));
    }

    private DynamicTest test(
            Field field, String who, String event, @Nullable TestToken token, @Nullable String expected) {
        String document = new MinimalCall(event).of(field.root().getName(), field.definition());
        return DynamicTest.dynamicTest(
                field.root().getName() + "." + field.definition().getName() + " by " + who, () -> {
                    List<String> codes =
                            Objects.requireNonNull(probe.call(document, token).blockFirst(PATIENCE));
                    if (expected == null) {
                        assertThat(codes).as(document).doesNotContainAnyElementsOf(DENIALS);
                    } else {
                        assertThat(codes).as(document).containsExactly(expected);
                    }
                });
    }

    private String event(List<String> features) {
        Map<String, Object> input = EventDesk.input("Matrix " + UUID.randomUUID());
        String all = plans.plan(PlanDesk.input());
        input.put("planId", all);
        String event = desk.published(input, 0);
        plans.call("update", Map.of("planId", all, "features", features));
        return event;
    }
}
