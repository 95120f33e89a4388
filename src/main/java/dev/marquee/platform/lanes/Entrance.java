package dev.marquee.platform.lanes;

import java.util.function.Function;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Where a request was let in. It is told when there was no place for the request further inside, since a quick refusal
 * there looks like a quick answer.
 */
@FunctionalInterface
public interface Entrance {

    /** There was no place for the request. */
    void full();

    /** The context of a request that was let in here. */
    default Context in(Context context) {
        return context.put(Entrance.class, this);
    }

    /** Tells where the request of this context was let in, if anywhere, that there was no place for it. */
    static void tellFull(ContextView context) {
        context.<Entrance>getOrEmpty(Entrance.class).ifPresent(Entrance::full);
    }

    /** Hands on where the request of a context was let in, and nothing else of it, to work that others may share. */
    static Function<Context, Context> of(ContextView request) {
        return context -> request.<Entrance>getOrEmpty(Entrance.class)
                .map(entrance -> entrance.in(context))
                .orElse(context);
    }
}
