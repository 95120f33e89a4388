package dev.marquee.platform.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import graphql.introspection.IntrospectionQueryBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MarqueeTest
class InvalidDocumentTests {

    @Autowired
    private Api api;

    @Test
    void namesTheArgumentAndHidesHowTheDocumentIsHeld() {
        api.anonymous()
                .document("{ events(first: \"many\") { nodes { id } } }")
                .execute()
                .errors()
                .satisfy(errors -> {
                    assertThat(errors).hasSize(1);
                    assertThat(errors.getFirst().getExtensions())
                            .containsEntry("code", "BAD_USER_INPUT")
                            .containsEntry("field", "first");
                    assertThat(errors.getFirst().getMessage()).doesNotContain("Value{", "Validation error");
                });
    }

    @Test
    void namesWhatIsMissingInAnInput() {
        api.anonymous()
                .document("mutation { createEvent(input: {title: \"Night\"}) { __typename } }")
                .execute()
                .errors()
                .satisfy(errors -> {
                    assertThat(errors.getFirst().getExtensions()).containsEntry("field", "input");
                    assertThat(errors.getFirst().getMessage())
                            .contains("missing required fields", "venue")
                            .doesNotContain("ObjectField");
                });
    }

    @Test
    void answersTheIntrospectionOfEditorsWhole() {
        api.anonymous()
                .document(IntrospectionQueryBuilder.build(
                        IntrospectionQueryBuilder.Options.defaultOptions().typeRefFragmentDepth(9)))
                .execute()
                .path("__schema.queryType.name")
                .entity(String.class)
                .isEqualTo("Query");
    }
}
