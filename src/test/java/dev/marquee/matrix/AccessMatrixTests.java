package dev.marquee.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.access.AccessProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.test.context.TestConstructor;

/** Every field that somebody may not use, and every root field, for everybody, with and without features. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AccessMatrixTests {

    private static final String NESTED = """
            extend type Event { secret: String @feature(all: [REPORTS], event: "id") }
            extend type Ticket { secret(size: Int!): Event @feature(any: [ANALYTICS, REPORTS], event: "event.id") }
            """;

    private final BeanFactory application;
    private final AccessProbe server;
    private final Scene scene;
    private final String sdl = GuardedSchema.sdl();

    AccessMatrixTests(
            BeanFactory application,
            DatabaseClient database,
            ExecutionGraphQlService service,
            ReactiveAuthenticationManager tokens)
            throws IOException {
        this.application = application;
        this.server = new AccessProbe(service, tokens);
        this.scene = new Scene(database);
    }

    @TestFactory
    Stream<DynamicTest> letsPassWhoMayAndNobodyElse() {
        return matrix(sdl);
    }

    /** There may be no such fields at the moment; the matrix finds them all the same. */
    @TestFactory
    Stream<DynamicTest> findsFieldsOfObjectsToo() {
        assertThat(Rule.of(sdl + NESTED)).extracting(Rule::name).contains("Event.secret", "Ticket.secret");
        return matrix(sdl + NESTED).filter(test -> test.getDisplayName().endsWith(".secret"));
    }

    /** The server with all that lies behind its guards. */
    @TestFactory
    Stream<DynamicTest> isWhatTheServerDoes() {
        List<Scene.Stage> stages = List.of(scene.withNone(Rule.features(sdl)), scene.withAll(Rule.features(sdl)));
        AccessMatrix matrix = new AccessMatrix(application, sdl, scene);
        return Rule.of(sdl).stream()
                .filter(Rule::isRoot)
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> stages.forEach(stage -> scene.visitors.forEach(visitor -> {
                            String expected = rule.outcome(visitor, stage.enabled());
                            String document = matrix.document(rule, stage);
                            if (!expected.equals(Rule.PASSED)) {
                                assertThat(AccessMatrix.codes(server, document, visitor))
                                        .as("%s by %s %s", document, visitor.name(), stage.name())
                                        .containsExactly(expected);
                            } else if (rule.type().equals("Query")) {
                                assertThat(AccessMatrix.codes(server, document, visitor))
                                        .as("%s by %s %s", document, visitor.name(), stage.name())
                                        .doesNotContain(
                                                "UNAUTHENTICATED", "FORBIDDEN", "FEATURE_DISABLED", "INTERNAL", "null");
                            }
                        }))));
    }

    /** Each mutation on an event of its own, since it may have an effect. */
    @TestFactory
    Stream<DynamicTest> letsAdministratorsCallEveryMutation() {
        AccessMatrix matrix = new AccessMatrix(application, sdl, scene);
        return Rule.of(sdl).stream()
                .filter(rule -> rule.type().equals("Mutation"))
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    Visitor anybody = new Visitor(
                            "an administrator",
                            "ADMIN",
                            null,
                            null,
                            null,
                            TestTokens.admin().signed());
                    String document = matrix.document(rule, scene.withNone(Rule.features(sdl)));
                    assertThat(AccessMatrix.codes(server, document, anybody))
                            .as(document)
                            .doesNotContain("UNAUTHENTICATED", "FORBIDDEN", "FEATURE_DISABLED", "INTERNAL", "null");
                }));
    }

    /** The negative control: one directive is another one than the text says, and the matrix reports its field alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mutation.cancelEvent | ): CancelEventResult! @auth @event(can: CANCEL, | ): CancelEventResult! @auth @event(can: EDIT,",
                "Query.users | ): UserConnection! @auth(role: ADMIN) | ): UserConnection! @auth(role: ORGANIZER)",
                "Query.refunds | ): RefundConnection! @auth(role: ADMIN) | ): RefundConnection! @public",
                "Query.me | me: Profile! @auth | me: Profile! @public",
                "Query.team | ): TeamMemberConnection! @auth @event(can: EDIT, id: \"eventId\") | ): TeamMemberConnection! @auth",
                "Mutation.checkIn | , gate: \"input.gate\" | ",
                "Mutation.undoCheckIn | , gate: \"input.checkInId\" | ",
                "Subscription.checkInFeed | CheckInFeedUpdate! @auth @event(can: SCAN, id: \"eventId\") @feature(all: [QR_CHECK_IN] | CheckInFeedUpdate! @auth @event(can: SCAN, id: \"eventId\") @feature(all: [SCANNER_APP]",
                "Event.secret | @feature(all: [REPORTS], event: \"id\") | @feature(all: [ANALYTICS], event: \"id\")"
            })
    void reportsTheFieldWhoseDirectiveIsAnotherOne(String change) {
        List<String> parts =
                Stream.of(change.split("\\|", -1)).map(String::strip).toList();
        String said = sdl + NESTED;
        assertThat(said).as(change).containsOnlyOnce(parts.get(1));
        AccessMatrix altered = new AccessMatrix(application, said.replace(parts.get(1), parts.get(2)), scene);

        Set<String> reported = new TreeSet<>();
        List<Scene.Stage> stages = stages(Rule.features(said));
        Rule.of(said).stream()
                .filter(rule -> Set.of(parts.getFirst(), "Query.myEvents").contains(rule.name()))
                .filter(rule -> !altered.actual(rule, stages).equals(altered.expected(rule, stages)))
                .forEach(rule -> reported.add(rule.name()));

        assertThat(reported).containsExactly(parts.getFirst());
    }

    private Stream<DynamicTest> matrix(String text) {
        AccessMatrix matrix = new AccessMatrix(application, text, scene);
        List<Scene.Stage> stages = stages(Rule.features(text));
        return Rule.of(text).stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    List<Scene.Stage> those = needed(stages, rule);
                    assertThat(matrix.actual(rule, those)).isEqualTo(matrix.expected(rule, those));
                }));
    }

    /** What needs no feature is used without any. */
    private static List<Scene.Stage> needed(List<Scene.Stage> stages, Rule rule) {
        return rule.needsFeatures() ? stages : stages.subList(0, 1);
    }

    /** Events without features, with all, and without each of them. */
    private List<Scene.Stage> stages(Set<String> features) {
        List<Scene.Stage> stages = new ArrayList<>(List.of(scene.withNone(features), scene.withAll(features)));
        features.forEach(feature -> stages.add(scene.without(feature, features)));
        return stages;
    }
}
