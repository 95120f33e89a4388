package dev.marquee.dev.stripe.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with the next calls of an endpoint.
 *
 * @param method the HTTP method, or {@code *}
 * @param path the path, in which {@code *} stands for one segment and {@code **} for any rest
 * @param times how many calls it befalls
 * @param kind what happens
 * @param afterwards whether the call takes effect first, so that only its answer is lost
 * @param status the status to answer, for {@link Kind#STATUS}
 * @param delay how long a call waits, for {@link Kind#DELAY}
 * @param retryAfterSeconds the Retry-After header, if any
 */
public record Fault(
        String method,
        String path,
        int times,
        Kind kind,
        boolean afterwards,
        int status,
        Duration delay,
        @Nullable Integer retryAfterSeconds) {

    /** What a fault does to a call. */
    public enum Kind {
        STATUS,
        DROP,
        DELAY,
        HOLD
    }

    /** Answers with the status, in the form Stripe gives it. */
    public static Fault status(int status) {
        return new Fault("*", "/v1/**", 1, Kind.STATUS, false, status, Duration.ZERO, null);
    }

    /** Closes the connection without an answer. */
    public static Fault drop() {
        return new Fault("*", "/v1/**", 1, Kind.DROP, false, 0, Duration.ZERO, null);
    }

    /** Answers later. */
    public static Fault delay(Duration delay) {
        return new Fault("*", "/v1/**", 1, Kind.DELAY, false, 0, delay, null);
    }

    /** Makes calls wait until {@link Faults#release}. */
    public static Fault hold() {
        return new Fault("*", "/v1/**", 1, Kind.HOLD, false, 0, Duration.ZERO, null);
    }

    public Fault on(String onMethod, String onPath) {
        return new Fault(onMethod, onPath, times, kind, afterwards, status, delay, retryAfterSeconds);
    }

    public Fault times(int count) {
        return new Fault(method, path, count, kind, afterwards, status, delay, retryAfterSeconds);
    }

    /** Lets the call take effect first. */
    public Fault afterEffect() {
        return new Fault(method, path, times, kind, true, status, delay, retryAfterSeconds);
    }

    public Fault retryAfter(int seconds) {
        return new Fault(method, path, times, kind, afterwards, status, delay, seconds);
    }

    boolean befalls(String calledMethod, String calledPath) {
        String pattern = path.replace("**", "\0").replace("*", "[^/]*").replace("\0", ".*");
        return (method.equals("*") || method.equals(calledMethod)) && calledPath.matches(pattern);
    }

    Answer answer() {
        Answer answer =
                error().answer().withHeader("Stripe-Should-Retry", String.valueOf(status >= 500 || status == 429));
        return retryAfterSeconds == null ? answer : answer.withHeader("Retry-After", retryAfterSeconds.toString());
    }

    private ApiError error() {
        return status == 429
                ? ApiError.of(429, "invalid_request_error", "Too many requests hit the API too quickly.")
                        .code("rate_limit")
                : ApiError.of(status, "api_error", "An unknown error occurred");
    }
}
