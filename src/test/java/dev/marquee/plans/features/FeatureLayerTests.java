package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.test.context.TestConstructor;
import reactor.test.StepVerifier;

/** The layers in their order: signed in, role, event, feature, and only then what lies behind. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FeatureLayerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BEHIND = "UNAVAILABLE";

    private final Statements statements;
    private final LayeredSchema schema;
    private final PlanDesk plans;
    private final TestToken owner = TestTokens.organizer();
    private final EventDesk desk;

    FeatureLayerTests(Api api, Statements statements, BeanFactory application) throws IOException {
        this.statements = statements;
        this.schema = new LayeredSchema(application);
        this.plans = new PlanDesk(api.as(TestTokens.admin().signed()));
        this.desk = new EventDesk(api.as(owner.signed()));
    }

    @Test
    void asksForOneLayerAfterTheOther() {
        String event = draft(SeededPlan.BASIC);
        for (String call : List.of(
                "query { layered(eventId: \"%s\") }",
                "mutation { layeredChange(input: {eventId: \"%s\", text: \"abc\"}) }")) {
            String document = call.formatted(event);
            assertThat(codes(document, null)).containsExactly("UNAUTHENTICATED");
            assertThat(codes(document, TestTokens.user())).containsExactly("FORBIDDEN");
            assertThat(codes(document, TestTokens.organizer())).containsExactly("NOT_FOUND");
            assertThat(codes(document, owner)).containsExactly("FEATURE_DISABLED");
            plans.switchFeature(event, "REPORTS", true);
            assertThat(codes(document, owner)).containsExactly("FEATURE_DISABLED");
            plans.switchFeature(event, "ANALYTICS", true);
            assertThat(codes(document, owner)).containsExactly(BEHIND);
            plans.switchFeature(event, "ANALYTICS", false);
            assertThat(codes(document, TestTokens.admin())).containsExactly(BEHIND);
        }
    }

    @Test
    void asksForTheFeatureBeforeTheArguments() {
        String event = draft(SeededPlan.BASIC);
        String document = "mutation { layeredChange(input: {eventId: \"" + event + "\", text: \"too long\"}) }";

        assertThat(codes(document, owner)).containsExactly("FEATURE_DISABLED");
        assertThat(codes(document, TestTokens.admin())).containsExactly("BAD_USER_INPUT");
    }

    @Test
    void needsOneOfSeveral() {
        String event = draft(SeededPlan.BASIC);
        String document = "{ either(eventId: \"" + event + "\") }";

        assertThat(codes(document, owner)).containsExactly("FEATURE_DISABLED");
        plans.switchFeature(event, "SCANNER_APP", true);
        assertThat(codes(document, owner)).isEmpty();
        plans.switchFeature(event, "REPORTS", true);
        plans.switchFeature(event, "SCANNER_APP", false);
        assertThat(codes(document, owner)).isEmpty();
    }

    @Test
    void guardsWhatEverybodyMayCall() {
        String event = desk.published("Open " + UUID.randomUUID());
        String document = "{ open(eventId: \"" + event + "\") }";

        assertThat(codes(document, null)).isEmpty();
        plans.switchFeature(event, "REPORTS", false);
        assertThat(codes(document, null)).containsExactly("FEATURE_DISABLED");
        assertThat(codes("{ open(eventId: \"nonsense\") }", null)).containsExactly("BAD_USER_INPUT");
        assertThat(codes("{ open(eventId: \"" + SeededPlan.BASIC.id() + "\") }", null))
                .containsExactly("BAD_USER_INPUT");
    }

    @Test
    void guardsNestedFieldsOneByOne() {
        String with = desk.published("With " + UUID.randomUUID());
        String without = desk.published("Without " + UUID.randomUUID());
        plans.switchFeature(without, "REPORTS", false);
        String document = some(List.of(with, without));

        assertThat(codes(document, null)).containsExactly("FEATURE_DISABLED", "FEATURE_DISABLED");
        assertThat(codes(some(List.of(with)), null)).isEmpty();
        assertThat(codes(document, TestTokens.admin())).isEmpty();
    }

    @Test
    void readsTheFeaturesOfManyParentsTogether() {
        List<String> one = ids(1);
        List<String> many = ids(20);

        assertThat(features(many)).hasSameSizeAs(features(one)).hasSize(1);
    }

    private List<String> features(List<String> ids) {
        return statements.over("event_feature|event_plan", () -> codes(some(ids), null));
    }

    private static List<String> ids(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> EventId.next().toString())
                .toList();
    }

    private static String some(List<String> ids) {
        return ids.stream()
                .map(id -> '"' + id + '"')
                .collect(Collectors.joining(", ", "{ some(ids: [", "]) { report batchedReport } }"));
    }

    @Test
    void endsWhatRunsWhenAFeatureIsSwitchedOff() {
        String event = draft(SeededPlan.STANDARD);
        String document = "subscription { layeredNews(eventId: \"" + event + "\") }";

        StepVerifier.create(schema.probe().call(document, owner))
                .expectNext(List.of())
                .then(() -> plans.switchFeature(event, "REPORTS", false))
                .expectNext(List.of("FEATURE_DISABLED"))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(schema.probe().call(document, owner))
                .expectNext(List.of("FEATURE_DISABLED"))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(schema.probe().call(document, TestTokens.admin()))
                .expectNext(List.of())
                .then(() -> plans.switchFeature(event, "ANALYTICS", false))
                .thenCancel()
                .verify(PATIENCE);
    }

    private String draft(SeededPlan plan) {
        Map<String, Object> input = EventDesk.input("Layered " + UUID.randomUUID());
        input.put("planId", plan.id().toString());
        return desk.draft(input);
    }

    private List<String> codes(String document, @Nullable TestToken caller) {
        return Objects.requireNonNull(schema.probe().call(document, caller).blockFirst(PATIENCE));
    }
}
