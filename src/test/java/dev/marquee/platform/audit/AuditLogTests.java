package dev.marquee.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.AuditTrail;
import dev.marquee.shared.PlanId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What the audit log keeps, and how administrators read it. */
@MarqueeTest
class AuditLogTests {

    private final String token = TestTokens.admin().signed();

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TransactionalOperator transactions;

    private String me = "";

    @BeforeEach
    void signIn() {
        me = admin().document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get();
    }

    @Test
    void tellsWhoDidWhatWhenAndWhatDiffers() {
        String plan = plans().plan("name", "Plan of " + me);
        plans().call("update", Map.of("planId", plan, "archived", true));

        GraphQlTester.Response log = log(Map.of("subjectId", plan), 10, null);
        log.path("auditLog.nodes[*].action").entityList(String.class).containsExactly("updatePlan", "createPlan");
        log.path("auditLog.nodes[*].actorId").entityList(String.class).containsExactly(me, me);
        log.path("auditLog.nodes[0].before").entity(Map.class).isEqualTo(Map.of("archived", false));
        log.path("auditLog.nodes[0].after").entity(Map.class).isEqualTo(Map.of("archived", true));
        log.path("auditLog.nodes[1].before").valueIsNull();
        log.path("auditLog.nodes[1].after.id").entity(String.class).isEqualTo(plan);
        log.path("auditLog.nodes[1].after.name").entity(String.class).isEqualTo("Plan of " + me);
    }

    @Test
    void pagesAndFilters() {
        String first = plans().plan(PlanDesk.input());
        String second = plans().plan(PlanDesk.input());

        GraphQlTester.Response page = log(Map.of("actorId", me), 1, null);
        page.path("auditLog.nodes[*].subjectId").entityList(String.class).containsExactly(second);
        String cursor =
                page.path("auditLog.pageInfo.endCursor").entity(String.class).get();
        String at = page.path("auditLog.nodes[0].at").entity(String.class).get();
        log(Map.of("actorId", me), 1, cursor)
                .path("auditLog.nodes[*].subjectId")
                .entityList(String.class)
                .containsExactly(first);
        subjects(Map.of("actorId", me, "from", at)).containsExactly(second);
        subjects(Map.of("actorId", me, "until", at)).containsExactly(first);
        subjects(Map.of("actorId", me, "action", "createPlan")).containsExactly(second, first);
        subjects(Map.of("actorId", me, "action", "deletePlan")).hasSize(0);
    }

    @Test
    void keepsNothingOfWhatWasRefused() {
        String plan = plans().plan("name", "Taken by " + me);
        Map<String, Object> again = new HashMap<>(PlanDesk.input());
        again.put("name", "Taken by " + me);

        plans().call("create", again).path("result.code").entity(String.class).isEqualTo("PLAN_NAME_TAKEN");

        subjects(Map.of("actorId", me)).containsExactly(plan);
    }

    @Test
    void recordsNothingOutsideOfATransaction() {
        assertThatThrownBy(() ->
                        audit.record("createPlan", PlanId.next(), null, null).block())
                .hasMessageContaining("transaction");
    }

    @Test
    void rollsBackWithTheAction() {
        PlanId plan = PlanId.next();
        Mono<Void> failing = audit.record("createPlan", plan, null, null)
                .then(Mono.<Void>error(new IllegalStateException("too bad")))
                .as(transactions::transactional);

        assertThatThrownBy(failing::block).hasMessage("too bad");

        subjects(Map.of("subjectId", plan.toString())).hasSize(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_entry set action = 'nothing'", "delete from audit_entry", "truncate audit_entry"})
    void refusesEveryChange(String sql) {
        plans().plan(PlanDesk.input());

        assertThatThrownBy(() -> database.sql(sql).then().block()).isInstanceOf(RuntimeException.class);

        subjects(Map.of("actorId", me)).hasSize(1);
    }

    @Test
    void isFoundByIdByAdministratorsOnly() {
        plans().plan(PlanDesk.input());
        String entry = log(Map.of("actorId", me), 1, null)
                .path("auditLog.nodes[0].id")
                .entity(String.class)
                .get();

        assertThat(kind(admin(), entry)).containsExactly("AuditEntry");
        assertThat(kind(api.as(TestTokens.organizer().signed()), entry)).isEmpty();
    }

    private static List<String> kind(GraphQlTester viewer, String id) {
        return viewer.document("query($id: ID!) { nodes(ids: [$id]) { __typename } }")
                .variable("id", id)
                .execute()
                .path("nodes[?(@ != null)].__typename")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester admin() {
        return api.as(token);
    }

    private PlanDesk plans() {
        return new PlanDesk(admin());
    }

    private GraphQlTester.EntityList<String> subjects(Map<String, Object> filter) {
        return log(filter, 10, null).path("auditLog.nodes[*].subjectId").entityList(String.class);
    }

    private GraphQlTester.Response log(Map<String, Object> filter, int first, @Nullable String after) {
        return admin().document("""
                        query($filter: AuditFilter!, $first: Int!, $after: String) {
                          auditLog(filter: $filter, first: $first, after: $after) {
                            nodes { id actorId action subjectId before after at } pageInfo { endCursor } } }
                        """)
                .variable("filter", filter)
                .variable("first", first)
                .variable("after", after)
                .execute();
    }
}
