package dev.marquee.platform.constraints;

import graphql.validation.constraints.standard.NotBlankRule;
import graphql.validation.constraints.standard.RangeConstraint;
import graphql.validation.rules.OnValidationErrorStrategy;
import graphql.validation.rules.ValidationRules;
import graphql.validation.schemawiring.ValidationSchemaWiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Puts the check of the constraint directives in front of each field, behind the access directives. */
@Configuration(proxyBeanMethods = false)
class ConstraintConfiguration {

    /** Wirings that are added later lie outside of earlier ones, so this one comes first. */
    static final int ORDER = 0;

    @Bean
    @Order(ORDER)
    RuntimeWiringConfigurer constraintWiring() {
        var wiring = new ValidationSchemaWiring(rules());
        return builder -> builder.directiveWiring(wiring);
    }

    static ValidationRules rules() {
        return ValidationRules.newValidationRules()
                .clearRules()
                .addRules(new SizeRule(), new PatternRule(), new RangeConstraint(), new NotBlankRule())
                .messageInterpolator(new ConstraintErrors())
                .onValidationErrorStrategy(OnValidationErrorStrategy.RETURN_NULL)
                .build();
    }
}
