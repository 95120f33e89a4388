package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The README tells who may call what, as the schema says; {@code -Dmarquee.readme=write} writes it anew. */
class AccessTableTests {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- begin of what the schema says -->\n";
    private static final String END = "<!-- end of what the schema says -->\n";

    @Test
    void standsInTheReadmeAsTheSchemaSays() throws IOException {
        String readme = Files.readString(README);
        String expected = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + tables()
                + readme.substring(readme.indexOf(END));
        if ("write".equals(System.getProperty("marquee.readme"))) {
            Files.writeString(README, expected);
        } else {
            assertThat(readme)
                    .as("./mvnw test -Dtest=AccessTableTests -Dmarquee.readme=write brings it up to date")
                    .isEqualTo(expected);
        }
    }

    private static String tables() throws IOException {
        GraphQLSchema schema = schema();
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .map(Objects::requireNonNull)
                .map(AccessTableTests::table)
                .collect(Collectors.joining("\n"));
    }

    private static String table(GraphQLObjectType root) {
        return root.getFieldDefinitions().stream()
                .sorted(Comparator.comparing(GraphQLFieldDefinition::getName))
                .map(AccessTableTests::row)
                .collect(Collectors.joining(
                        "\n", "| " + root.getName() + " | role | team may | feature |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(GraphQLFieldDefinition field) {
        return "| `%s` | %s | %s | %s |".formatted(field.getName(), role(field), permission(field), feature(field));
    }

    private static String role(GraphQLFieldDefinition field) {
        if (field.hasAppliedDirective("public")) {
            return "anyone";
        }
        @Nullable GraphQLAppliedDirective auth = field.getAppliedDirective("auth");
        return auth == null ? "USER" : value(auth, "role");
    }

    private static String permission(GraphQLFieldDefinition field) {
        @Nullable GraphQLAppliedDirective event = field.getAppliedDirective("event");
        return event == null
                ? ""
                : value(event, "can") + (event.getArgument("gate").getValue() == null ? "" : " at own gates");
    }

    private static String feature(GraphQLFieldDefinition field) {
        @Nullable GraphQLAppliedDirective feature = field.getAppliedDirective("feature");
        if (feature == null) {
            return "";
        }
        String names = Stream.of(names(feature, "all", " and "), names(feature, "any", " or "))
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining("; "));
        return feature.getArgument("when").getValue() == null
                ? names
                : names + " when `" + value(feature, "when") + "`";
    }

    private static String names(GraphQLAppliedDirective directive, String argument, String word) {
        List<?> names = directive.getArgument(argument).getValue();
        return names.stream().map(String::valueOf).collect(Collectors.joining(word));
    }

    private static String value(GraphQLAppliedDirective directive, String argument) {
        Object value = directive.getArgument(argument).getValue();
        return String.valueOf(value);
    }

    static GraphQLSchema schema() throws IOException {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath:graphql/**/*.graphqls")) {
            types.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
        }
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }
}
