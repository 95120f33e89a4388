package dev.marquee.platform.playground;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every example fits the schema, so that none fails at the first click. */
class ExamplesTests {

    private static GraphQLSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath:/graphql/**/*.graphqls")) {
            types.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
        }
        schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }

    static List<Example> examples() {
        return Examples.load();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fitsTheSchema(Example example) {
        List<? extends GraphQLError> errors =
                new Validator().validateDocument(schema, Parser.parse(example.document()), Locale.ENGLISH);

        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void bringsTheVariablesThatItDeclares(Example example) {
        Set<String> given = variablesOf(example);

        assertThat(names(example, false)).containsAll(given);
        assertThat(given).containsAll(names(example, true));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void beginsWithGroupAndTitle(Example example) {
        assertThat(example.document().lines().limit(2)).first().asString().matches("# [A-Z][a-z]+: .+");
    }

    @Test
    void showsEverySubscription() {
        Set<String> shown = examples().stream()
                .map(ExamplesTests::operation)
                .filter(it -> it.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
                .flatMap(it -> it.getSelectionSet().getSelections().stream())
                .map(it -> ((graphql.language.Field) it).getName())
                .collect(Collectors.toSet());

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(schema.getSubscriptionType().getFieldDefinitions().stream()
                        .map(it -> it.getName())
                        .toList());
    }

    private static Set<String> variablesOf(Example example) {
        if (example.variables().isEmpty()) {
            return Set.of();
        }
        JsonNode variables = JsonMapper.shared().readTree(example.variables());
        return Set.copyOf(variables.propertyNames());
    }

    private static Set<String> names(Example example, boolean onlyRequired) {
        return operation(example).getVariableDefinitions().stream()
                .filter(it -> !onlyRequired || isRequired(it))
                .map(VariableDefinition::getName)
                .collect(Collectors.toSet());
    }

    private static boolean isRequired(VariableDefinition variable) {
        return variable.getType() instanceof NonNullType && variable.getDefaultValue() == null;
    }

    private static OperationDefinition operation(Example example) {
        Document document = Parser.parse(example.document());
        return document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    }
}
