package dev.marquee;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Conditional;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Modules import each other only along the arrows that they declare. */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(MarqueeApplication.class);

    @Test
    void keepsToTheDeclaredArrows() {
        MODULES.verify();
    }

    @Test
    void knowsEveryModule() {
        assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "shared",
                        "platform",
                        "identity",
                        "plans",
                        "catalog",
                        "inventory",
                        "ordering",
                        "ledger",
                        "payments",
                        "ticketing",
                        "checkin",
                        "notifications",
                        "analytics",
                        "onboarding",
                        "support");
    }

    @Test
    void asksNoConditionWhetherThereIsABean() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(MarqueeApplication.class);
        noClasses().should().beMetaAnnotatedWith(Conditional.class).check(classes);
        noMethods().should().beMetaAnnotatedWith(Conditional.class).check(classes);
    }

    @Test
    void declaresArrowsOnlyToModulesThatExist() {
        Set<String> names = MODULES.stream()
                .map(module -> module.getIdentifier().toString())
                .collect(Collectors.toSet());
        assertThat(MODULES)
                .as("a package-info among the tests hides that of the module")
                .allSatisfy(module -> assertThat(module.getBasePackage().getAnnotation(ApplicationModule.class))
                        .hasValueSatisfying(
                                arrows -> assertThat(names).containsAll(List.of(arrows.allowedDependencies()))));
    }
}
