package dev.marquee.dev.stripe.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One API call, as the endpoints see it. */
public record Call(
        String method, String path, Map<String, String> variables, Params params, Access access, Origin origin) {

    /** Which kind of key the caller showed. */
    public enum Access {
        SECRET,
        PUBLISHABLE
    }

    /** Where a change came from: the request's id and idempotency key, both absent for the emulator's own doing. */
    public record Origin(
            @Nullable String requestId, @Nullable String idempotencyKey) {
        public static final Origin NONE = new Origin(null, null);
    }

    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    public boolean isPublishable() {
        return access == Access.PUBLISHABLE;
    }
}
