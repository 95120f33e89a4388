package dev.marquee.platform.scalars;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.util.Locale;

/** A signed 64-bit integer, written as a JSON number; a fraction or a string is refused. */
final class LongScalar implements Coercing<Long, Long> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("Long")
            .coercing(new LongScalar())
            .build();

    private LongScalar() {}

    @Override
    public Long serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new CoercingSerializeException("Cannot write a Long.");
    }

    @Override
    public Long parseValue(Object input, GraphQLContext context, Locale locale) {
        return switch (input) {
            case Integer number -> number.longValue();
            case Long number -> number;
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            default -> throw new CoercingParseValueException("A Long is a whole number of 64 bits.");
        };
    }

    @Override
    public Long parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        if (input instanceof IntValue number && number.getValue().bitLength() < Long.SIZE) {
            return number.getValue().longValue();
        }
        throw new CoercingParseLiteralException("A Long is a whole number of 64 bits.");
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return IntValue.of(
                BigInteger.valueOf(parseValue(input, context, locale)).intValueExact());
    }
}
