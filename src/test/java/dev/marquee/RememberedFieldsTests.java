package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What can be asked below {@code event} and {@code events}, whose answers are remembered. A field that is added here must
 * say in its resolver what it rests on ({@link dev.marquee.platform.Basis}), and in its part if it is compiled, unless what
 * the root field says covers it.
 */
class RememberedFieldsTests {

    private static final Set<String> COVERED = Set.of(
            "Event.availability",
            "Event.cancellationReason",
            "Event.capacity",
            "Event.category",
            "Event.coverImageUrl",
            "Event.createdAt",
            "Event.currency",
            "Event.description",
            "Event.enabledFeatures",
            "Event.endsAt",
            "Event.id",
            "Event.myGates",
            "Event.myRole",
            "Event.organizer",
            "Event.priceFrom",
            "Event.publishedAt",
            "Event.removedAt",
            "Event.slug",
            "Event.soldOut",
            "Event.startsAt",
            "Event.status",
            "Event.ticketTypes",
            "Event.timeZone",
            "Event.title",
            "Event.updatedAt",
            "Event.venue");

    @Test
    void knowsEveryFieldOfAnEventThatAnswersWithoutACaller() throws IOException {
        GraphQLObjectType event = AccessTableTests.schema().getObjectType("Event");
        Set<String> open = new TreeSet<>();
        event.getFieldDefinitions().stream()
                .filter(field -> !isGuarded(field))
                .forEach(field -> open.add("Event." + field.getName()));
        assertThat(open).containsExactlyInAnyOrderElementsOf(COVERED);
    }

    @Test
    void leadsToNoTypesButThose() throws IOException {
        assertThat(typesBelow(AccessTableTests.schema(), "EventConnection"))
                .containsExactlyInAnyOrder(
                        "Availability",
                        "Category",
                        "Event",
                        "EventConnection",
                        "EventEdge",
                        "Money",
                        "Organizer",
                        "PageInfo",
                        "TicketType",
                        "Venue");
    }

    /** The object types that can be reached from a type by fields that ask for no rights, itself included. */
    static Set<String> typesBelow(GraphQLSchema schema, String type) {
        Set<String> types = new TreeSet<>();
        collect(schema.getObjectType(type), types);
        return types;
    }

    private static void collect(GraphQLObjectType type, Set<String> types) {
        if (types.add(type.getName())) {
            type.getFieldDefinitions().stream()
                    .filter(field -> !isGuarded(field))
                    .map(field -> GraphQLTypeUtil.unwrapAll(field.getType()))
                    .filter(GraphQLObjectType.class::isInstance)
                    .forEach(found -> collect((GraphQLObjectType) found, types));
        }
    }

    private static boolean isGuarded(GraphQLFieldDefinition field) {
        return field.hasAppliedDirective("auth")
                || field.hasAppliedDirective("event")
                || field.hasAppliedDirective("feature");
    }
}
