package dev.marquee.platform.selection;

import java.time.Instant;
import tools.jackson.core.JsonParser;

/** How a value that is not null is read from the JSON that PostgreSQL makes of it; the parser stands at its beginning. */
@FunctionalInterface
public interface Kind<T> {

    Kind<String> TEXT = JsonParser::getString;
    Kind<java.util.UUID> UUID = json -> java.util.UUID.fromString(json.getString());
    Kind<Instant> INSTANT = json -> Moments.read(json.getString());
    Kind<Integer> INTEGER = JsonParser::getIntValue;
    Kind<Long> LONG = JsonParser::getLongValue;
    Kind<Double> NUMBER = JsonParser::getDoubleValue;
    Kind<Boolean> FLAG = JsonParser::getBooleanValue;

    T read(JsonParser json);
}
