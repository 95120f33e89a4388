package dev.marquee;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.marquee.dev.MarqueeTest;
import graphql.schema.GraphQLObjectType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Every field of the schema is fetched by something, and nothing is fetched that the schema does not know. Building the
 * schema a second time registers the batch loaders twice, so the application is of no use afterwards.
 */
@MarqueeTest
@DirtiesContext
class SchemaMappingTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.marquee");

    @Autowired
    private ObjectProvider<RuntimeWiringConfigurer> wirings;

    @Test
    void mapsEveryFieldAndArgument() throws IOException {
        SchemaReport report = report();

        assertSoftly(all -> {
            all.assertThat(report.unmappedFields())
                    .as("fields without a source")
                    .isEmpty();
            all.assertThat(report.unmappedRegistrations())
                    .as("methods without a field")
                    .isEmpty();
            all.assertThat(report.unmappedArguments())
                    .as("arguments that no method reads")
                    .isEmpty();
            all.assertThat(report.skippedTypes())
                    .as("types that cannot be looked into")
                    .isEmpty();
        });
    }

    private SchemaReport report() throws IOException {
        AtomicReference<@Nullable SchemaReport> found = new AtomicReference<>();
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:graphql/**/*.graphqls");
        var builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(files)
                .inspectSchemaMappings(
                        inspection -> inspection.classResolver((member, union) -> classesOf(member)), found::set);
        wirings.orderedStream().forEach(builder::configureRuntimeWiring);
        builder.build();
        return Objects.requireNonNull(found.get());
    }

    /** Members of unions and interfaces have the names of their records, whatever the module. */
    private static List<Class<?>> classesOf(GraphQLObjectType type) {
        return CLASSES.stream()
                .filter(candidate ->
                        candidate.isRecord() && candidate.getSimpleName().equals(type.getName()))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }
}
