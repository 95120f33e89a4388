package dev.marquee.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.Role;
import dev.marquee.shared.EventId;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.ReactiveAuthenticationManager;

/** Every root field of the schema against everybody who may come. */
@MarqueeTest
class AccessMatrixTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Who calls: nobody, or a fresh person with a role who belongs to no team. */
    private record Visitor(@Nullable Role role, @Nullable TestToken token) {

        static Stream<Visitor> all() {
            return Stream.of(
                    new Visitor(null, null),
                    new Visitor(Role.USER, TestTokens.user()),
                    new Visitor(Role.ORGANIZER, TestTokens.organizer()),
                    new Visitor(Role.ADMIN, TestTokens.admin()));
        }
    }

    @Autowired
    private GraphQlSource source;

    @Autowired
    private ExecutionGraphQlService service;

    @Autowired
    private ReactiveAuthenticationManager tokens;

    @Autowired
    private DatabaseClient database;

    @Test
    void guardsEveryRootField() {
        assertThat(roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.getFieldDefinitions())
                        .allSatisfy(field -> assertThat(
                                        Stream.of("public", "auth", "event").anyMatch(field::hasAppliedDirective))
                                .as(root.getName() + "." + field.getName())
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> letsInOnlyWhoMay() {
        EventId foreign = SampleEvent.in(database).id();
        AccessProbe probe = new AccessProbe(service, tokens);
        MinimalCall call = new MinimalCall(foreign.toString());
        return roots().stream()
                .flatMap(root -> root.getFieldDefinitions().stream()
                        .flatMap(field -> Visitor.all()
                                .map(visitor -> DynamicTest.dynamicTest(
                                        root.getName() + "." + field.getName() + " by "
                                                + (visitor.role() == null ? "nobody" : visitor.role()),
                                        () -> check(probe, call.of(root.getName(), field), field, visitor)))));
    }

    private static void check(AccessProbe probe, String document, GraphQLFieldDefinition field, Visitor visitor) {
        List<String> codes = probe.call(document, visitor.token())
                .take(1)
                .take(PATIENCE)
                .flatMapIterable(each -> each)
                .collectList()
                .blockOptional()
                .orElseThrow();
        String expected = expected(field, visitor.role());
        if (expected != null) {
            assertThat(codes).as(document).containsExactly(expected);
        } else {
            assertThat(codes).as(document).doesNotContain("UNAUTHENTICATED", "FORBIDDEN", "INTERNAL", "null");
        }
    }

    /** The code that the directives ask for; null when the caller passes. */
    private static @Nullable String expected(GraphQLFieldDefinition field, @Nullable Role role) {
        if (field.hasAppliedDirective("public")) {
            return null;
        }
        if (role == null) {
            return "UNAUTHENTICATED";
        }
        GraphQLAppliedDirective auth = field.getAppliedDirective("auth");
        Object needed = auth == null ? Role.USER : auth.getArgument("role").getValue();
        if (role.compareTo(Role.valueOf(String.valueOf(needed))) < 0) {
            return "FORBIDDEN";
        }
        return field.hasAppliedDirective("event") && role != Role.ADMIN ? "NOT_FOUND" : null;
    }

    private Collection<GraphQLObjectType> roots() {
        GraphQLSchema schema = source.schema();
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .map(Objects::requireNonNull)
                .toList();
    }
}
