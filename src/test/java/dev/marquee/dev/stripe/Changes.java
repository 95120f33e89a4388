package dev.marquee.dev.stripe;

import dev.marquee.dev.stripe.http.Answer;
import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.state.Store;
import dev.marquee.dev.stripe.webhooks.Events;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Runs endpoints one at a time and sends what happened in each, before its answer if a test wants that. */
final class Changes {

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Store store;
    private final Events events;
    private final Webhooks webhooks;

    Changes(Store store, Events events, Webhooks webhooks) {
        this.store = store;
        this.events = events;
        this.webhooks = webhooks;
    }

    /** An answer, and whether the endpoint began to work at all. */
    record Outcome(Answer answer, boolean executed) {}

    private record Done(Outcome outcome, List<ObjectNode> events) {}

    Outcome run(Supplier<Answer> endpoint) {
        Done done = store.locked(() -> new Done(attempt(endpoint), events.drain()));
        CompletableFuture<Void> sent = webhooks.dispatch(done.events());
        if (webhooks.isBeforeAnswer()) {
            sent.completeOnTimeout(null, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS).join();
        }
        return done.outcome();
    }

    private static Outcome attempt(Supplier<Answer> endpoint) {
        try {
            return new Outcome(endpoint.get(), true);
        } catch (ApiError error) {
            return new Outcome(error.answer(), error.isExecuted());
        }
    }
}
