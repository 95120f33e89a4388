package dev.marquee.platform.limits;

import dev.marquee.platform.errors.ErrorCode;
import graphql.execution.AbortExecutionException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operation asks for more than one caller may, and nothing of it is executed. */
final class LimitExceeded extends AbortExecutionException {

    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    private LimitExceeded(ErrorCode code, String message, Map<String, Object> facts) {
        super(message);
        extensions.put("code", code.name());
        extensions.putAll(facts);
    }

    /** The operation is too large; {@code what} names the measure. */
    static LimitExceeded tooComplex(String what, long cost, long limit) {
        return new LimitExceeded(
                ErrorCode.QUERY_TOO_COMPLEX,
                "The operation is too complex: " + what + " of " + cost + " is over the limit of " + limit,
                Map.of("measure", what, "cost", cost, "limit", limit));
    }

    /** The document is too large to be read at all. */
    static LimitExceeded tooLong(String what, long limit) {
        return new LimitExceeded(
                ErrorCode.QUERY_TOO_COMPLEX,
                "The document has more than " + limit + " " + what,
                Map.of("measure", what, "limit", limit));
    }

    /** An input is not acceptable; {@code field} is its path. */
    static LimitExceeded badInput(String field, String message) {
        return new LimitExceeded(ErrorCode.BAD_USER_INPUT, message, Map.of("field", field));
    }

    @Override
    public Map<String, Object> getExtensions() {
        return extensions;
    }
}
