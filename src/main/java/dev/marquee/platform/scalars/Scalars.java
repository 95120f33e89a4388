package dev.marquee.platform.scalars;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** The schema's own scalars: each reads a string into a value type and writes it back. */
@Configuration(proxyBeanMethods = false)
class Scalars {

    /**
     * Currencies whose smallest unit at Stripe is not ISO 4217's, so that an amount would be charged wrong, or rounded.
     *
     * @see <a href="https://docs.stripe.com/currencies">Stripe: supported currencies</a>
     */
    private static final Set<String> CHARGED_IN_OTHER_UNITS =
            Set.of("BHD", "IQD", "ISK", "JOD", "KWD", "LYD", "MGA", "MRU", "OMR", "TND", "UGX");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Bean
    RuntimeWiringConfigurer scalarWiring() {
        return wiring -> wiring.scalar(scalar("DateTime", Scalars::dateTime, Scalars::printDateTime))
                .scalar(scalar("CurrencyCode", Scalars::currency, Object::toString))
                .scalar(scalar("CountryCode", Scalars::country, Object::toString))
                .scalar(scalar("TimeZone", Scalars::timeZone, Object::toString))
                .scalar(scalar("URL", Scalars::url, Object::toString))
                .scalar(LongScalar.TYPE)
                .scalar(JsonScalar.TYPE);
    }

    private static OffsetDateTime dateTime(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1970 || time.getYear() > 9999) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    private static String printDateTime(Object value) {
        return switch (value) {
            case Instant instant -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
            case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            default -> throw new IllegalArgumentException("no point in time: " + value.getClass());
        };
    }

    private static Currency currency(String code) {
        Currency currency = Currency.getInstance(code);
        if (currency.getDefaultFractionDigits() < 0 || CHARGED_IN_OTHER_UNITS.contains(code)) {
            throw new IllegalArgumentException("not a currency to pay with");
        }
        return currency;
    }

    private static String country(String code) {
        if (!COUNTRIES.contains(code)) {
            throw new IllegalArgumentException("unknown country");
        }
        return code;
    }

    private static ZoneId timeZone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("unknown time zone");
        }
        return ZoneId.of(name);
    }

    private static URI url(String text) {
        URI uri = URI.create(text);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || text.length() > 2_000) {
            throw new IllegalArgumentException("no web address");
        }
        return uri;
    }

    private static GraphQLScalarType scalar(
            String name, Function<String, Object> read, Function<Object, String> write) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing(name, read, write))
                .build();
    }

    private record TextCoercing(String name, Function<String, Object> read, Function<Object, String> write)
            implements Coercing<Object, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            try {
                return write.apply(value);
            } catch (RuntimeException wrong) {
                throw new CoercingSerializeException("Cannot write a " + name + ".", wrong);
            }
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof String text) {
                try {
                    return read.apply(text);
                } catch (RuntimeException wrong) {
                    throw new CoercingParseValueException(complaint(text), wrong);
                }
            }
            throw new CoercingParseValueException("A " + name + " is written as a string.");
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue literal) {
                String text = Objects.requireNonNullElse(literal.getValue(), "");
                try {
                    return read.apply(text);
                } catch (RuntimeException wrong) {
                    throw new CoercingParseLiteralException(complaint(text), wrong);
                }
            }
            throw new CoercingParseLiteralException("A " + name + " is written as a string.");
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input instanceof String text ? text : write.apply(input));
        }

        private String complaint(String text) {
            return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "...") + "' is no " + name + ".";
        }
    }
}
