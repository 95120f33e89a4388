package dev.marquee.platform.transport;

import java.util.List;
import java.util.Map;

/** A stream of answers ended with errors in the form of the specification. */
public final class StreamRefused extends RuntimeException {

    private final transient List<Map<String, Object>> errors;

    StreamRefused(List<Map<String, Object>> errors) {
        super("The stream ended with errors", null, false, false);
        this.errors = errors;
    }

    /** At least one error. */
    public List<Map<String, Object>> errors() {
        return errors;
    }
}
