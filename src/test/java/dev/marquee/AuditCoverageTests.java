package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import graphql.schema.GraphQLFieldDefinition;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Every mutation that is an administrator's or a team's, taken from the schema, against the audit log. */
@MarqueeTest
@Import(BoxOffice.class)
class AuditCoverageTests {

    /** What writes down who did it in a place of its own. */
    private static final Set<String> RECORDED_ELSEWHERE = Set.of("checkIn");

    @Autowired
    private GraphQlSource source;

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @TestFactory
    Stream<DynamicTest> leavesARecord() {
        AuditedActions actions = new AuditedActions(shop, api);
        return Objects.requireNonNull(source.schema().getMutationType()).getFieldDefinitions().stream()
                .filter(AuditCoverageTests::isAdministrative)
                .map(GraphQLFieldDefinition::getName)
                .filter(name -> !RECORDED_ELSEWHERE.contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> check(name, actions)));
    }

    private void check(String action, AuditedActions actions) {
        assertThat(actions.known()).as("AuditedActions says how to call it").contains(action);
        GraphQlTester admin = api.as(TestTokens.admin().signed());
        String me = admin.document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get();
        String type = Character.toUpperCase(action.charAt(0)) + action.substring(1);

        admin.document("mutation($input: %sInput!) { result: %s(input: $input) { __typename } }"
                        .formatted(type, action))
                .variable("input", actions.inputOf(action))
                .execute()
                .path("result.__typename")
                .entity(String.class)
                .isEqualTo(type + "Success");

        admin.document("query($filter: AuditFilter!) { auditLog(filter: $filter) { nodes { actorId action } } }")
                .variable("filter", Map.of("actorId", me, "action", action))
                .execute()
                .path("auditLog.nodes[*].actorId")
                .entityList(String.class)
                .containsExactly(me);
    }

    private static boolean isAdministrative(GraphQLFieldDefinition field) {
        return field.hasAppliedDirective("event")
                || (field.hasAppliedDirective("auth")
                        && "ADMIN"
                                .equals(String.valueOf(field.getAppliedDirective("auth")
                                        .getArgument("role")
                                        .<Object>getValue())));
    }
}
