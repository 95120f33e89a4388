package dev.marquee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.language.AbstractDescribedNode;
import graphql.language.Node;
import graphql.language.TypeDefinition;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaFileTests {

    private static final Path SCHEMA = Path.of("schema");
    private static final Path TARGET = Path.of("target", "schema.graphql");

    /** Leaves {@code target/schema.graphql}, which generators of client code read. */
    @Test
    void printsTheSchemaAsOneFile() throws IOException {
        Files.writeString(TARGET, print(SCHEMA));

        TypeDefinitionRegistry printed = new SchemaParser().parse(TARGET.toFile());
        assertThat(printed.getTypeOrNull("PlaceOrderResult")).isNotNull();
        assertThat(printed.objectTypeExtensions()).isEmpty();
    }

    @Test
    void describesEverything() throws IOException {
        assertThat(new SchemaParser().parse(print(SCHEMA)).types().values())
                .flatExtracting(SchemaFileTests::undescribed)
                .isEmpty();
    }

    private static List<String> undescribed(TypeDefinition<?> type) {
        return withChildren(type)
                .filter(node ->
                        node instanceof AbstractDescribedNode<?> described && described.getDescription() == null)
                .map(node -> type.getName() + ": " + node)
                .toList();
    }

    private static Stream<Node<?>> withChildren(Node<?> node) {
        return Stream.concat(Stream.of(node), node.getChildren().stream().flatMap(child -> withChildren(child)));
    }

    /** The typed client of the README asks for what the schema has, and knows all of its scalars. */
    @Test
    void hasWhatTheReadmeAsksFor() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        GraphQLSchema schema = schema(SCHEMA);
        String operations = Pattern.compile("graphql\\(`([^`]+)`\\)")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("\n"));

        assertThat(operations).contains("query", "mutation", "subscription");
        assertThat(ParseAndValidate.parseAndValidate(
                                schema,
                                ExecutionInput.newExecutionInput(operations).build())
                        .getErrors())
                .isEmpty();
        assertThat(schema.getAllTypesAsList().stream()
                        .filter(type -> type instanceof GraphQLScalarType scalar
                                && !ScalarInfo.isGraphqlSpecifiedScalar(scalar))
                        .map(type -> type.getName() + ": \""))
                .allMatch(readme::contains);
    }

    private static String print(Path folder) throws IOException {
        SchemaPrinter.Options options = SchemaPrinter.Options.defaultOptions()
                .includeScalarTypes(true)
                .includeDirectives(true)
                .includeDirectiveDefinitions(true);
        return new SchemaPrinter(options).print(schema(folder));
    }

    private static GraphQLSchema schema(Path folder) throws IOException {
        SchemaParser parser = new SchemaParser();
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        for (Path file : files(folder)) {
            types.merge(parser.parse(file.toFile()));
        }
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".graphqls"))
                    .sorted()
                    .toList();
        }
    }
}
