package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stream that is worked out once for everybody holds nothing that depends on who asks. */
class SharedFieldsTests {

    @Test
    void areOnlyStreamsOpenToEverybodyWhoseTypesAreReviewed() throws IOException {
        GraphQLSchema schema = AccessTableTests.schema();
        assertThat(shared(schema.getSubscriptionType()))
                .containsExactly("AvailabilityUpdate! ticketAvailability")
                .allSatisfy(field -> assertThat(RememberedFieldsTests.typesBelow(schema, "AvailabilityUpdate"))
                        .containsExactlyInAnyOrder("AvailabilityUpdate", "TicketTypeAvailability"));
        assertThat(shared(schema.getQueryType())).isEmpty();
        assertThat(shared(schema.getMutationType())).isEmpty();
    }

    private static Stream<String> shared(@org.jspecify.annotations.Nullable GraphQLObjectType root) {
        return Objects.requireNonNull(root).getFieldDefinitions().stream()
                .filter(field -> field.hasAppliedDirective("shared"))
                .peek(field -> assertThat(field.hasAppliedDirective("public")).isTrue())
                .map(SharedFieldsTests::named);
    }

    private static String named(GraphQLFieldDefinition field) {
        return field.getType() + " " + field.getName();
    }
}
