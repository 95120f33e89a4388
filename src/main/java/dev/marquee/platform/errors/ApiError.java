package dev.marquee.platform.errors;

import java.util.Map;

/** An error that the caller gets to see as it is: code, message and facts. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> facts;

    public ApiError(ErrorCode code, String message, Map<String, Object> facts) {
        super(message, null, false, false);
        this.code = code;
        this.facts = Map.copyOf(facts);
    }

    /** The input field is wrong; {@code field} is its path, e.g. {@code input.eventId}. */
    public static ApiError badInput(String field, String message) {
        return new ApiError(ErrorCode.BAD_USER_INPUT, message, Map.of("field", field));
    }

    public static ApiError unauthenticated(String message) {
        return new ApiError(ErrorCode.UNAUTHENTICATED, message, Map.of());
    }

    public static ApiError forbidden(String message) {
        return new ApiError(ErrorCode.FORBIDDEN, message, Map.of());
    }

    /** There is none, or the caller may not know of it; {@code what} is a noun such as {@code event}. */
    public static ApiError notFound(String what) {
        return new ApiError(ErrorCode.NOT_FOUND, "There is no such " + what + ".", Map.of());
    }

    public static ApiError unavailable(String message) {
        return new ApiError(ErrorCode.UNAVAILABLE, message, Map.of());
    }

    public ErrorCode code() {
        return code;
    }

    /** Further entries of {@code extensions}. */
    public Map<String, Object> facts() {
        return facts;
    }
}
