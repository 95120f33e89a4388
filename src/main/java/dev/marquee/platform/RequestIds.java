package dev.marquee.platform;

import java.util.UUID;
import reactor.util.context.ContextView;

/** The id of a request, found in its log lines, its answer's header and its errors. */
public final class RequestIds {

    /** Key of the id in the Reactor context and in the logging context. */
    public static final String KEY = "requestId";

    private RequestIds() {}

    /** The id of the request that runs in this context, a new one outside of any. */
    public static String of(ContextView context) {
        return context.<String>getOrEmpty(KEY).orElseGet(() -> UUID.randomUUID().toString());
    }
}
