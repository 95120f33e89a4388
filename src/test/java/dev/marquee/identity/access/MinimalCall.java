package dev.marquee.identity.access;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInputValueDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLTypeUtil;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the smallest valid call of a field from the schema.
 *
 * @param given literals of arguments and of fields of inputs by their names, whether they are needed or not
 */
public record MinimalCall(String id, Map<String, String> given) {

    /** Every string that must be given. */
    public static final String TEXT = "anybody@marquee.test";

    /** With no argument that is not needed. */
    public MinimalCall(String id) {
        this(id, Map.of());
    }

    /** A document that calls the field with only the arguments that must be given; every id is the given one. */
    public String of(String type, GraphQLFieldDefinition field) {
        return type.toLowerCase(Locale.ROOT) + " { " + selection(field) + " }";
    }

    /** Likewise without the operation around it, for a field of any type. */
    public String selection(GraphQLFieldDefinition field) {
        String arguments = field.getArguments().stream()
                .filter(argument -> isRequired(argument, argument.getType(), argument.hasSetDefaultValue()))
                .map(argument -> argument.getName() + ": " + value(argument, argument.getType()))
                .collect(Collectors.joining(", "));
        return field.getName()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + (GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType())) ? "" : " { __typename }");
    }

    private boolean isRequired(GraphQLInputValueDefinition place, GraphQLInputType type, boolean hasDefault) {
        return given.containsKey(place.getName()) || (type instanceof GraphQLNonNull && !hasDefault);
    }

    private String value(GraphQLInputValueDefinition place, GraphQLInputType type) {
        String literal = given.get(place.getName());
        if (literal != null) {
            return literal;
        }
        return switch (type) {
            case GraphQLNonNull required -> value(place, (GraphQLInputType) required.getWrappedType());
            case GraphQLList list -> "[" + value(place, (GraphQLInputType) list.getWrappedType()) + "]";
            case GraphQLInputObjectType input -> fields(input);
            case GraphQLEnumType choice -> choice.getValues().getFirst().getName();
            default -> scalar(place, ((GraphQLNamedType) type).getName());
        };
    }

    private String fields(GraphQLInputObjectType input) {
        return input.getFieldDefinitions().stream()
                .filter(field -> isRequired(field, field.getType(), field.hasSetDefaultValue()))
                .map(field -> field.getName() + ": " + value(field, field.getType()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String scalar(GraphQLInputValueDefinition place, String type) {
        return switch (type) {
            case "ID" -> '"' + id + '"';
            case "String" -> '"' + TEXT + '"';
            case "Int", "Long", "Float" -> "1";
            case "Boolean" -> "true";
            case "DateTime" -> "\"2090-01-01T00:00:00Z\"";
            case "CurrencyCode" -> "\"EUR\"";
            case "CountryCode" -> "\"DE\"";
            case "TimeZone" -> "\"Europe/Berlin\"";
            case "URL" -> "\"https://marquee.test/\"";
            default -> throw new IllegalStateException("No sample of " + type + " for " + place.getName());
        };
    }
}
