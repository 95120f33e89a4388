package dev.marquee.identity.access;

import dev.marquee.platform.Fetched;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Fetches a guarded root field once the caller has passed; a subscription ends when the caller's right does. */
final class GuardedField implements DataFetcher<Publisher<?>> {

    private final AccessRule.Guarded rule;
    private final boolean subscription;
    private final DataFetcher<?> field;
    private final Gatekeeper gatekeeper;
    private final EndOfAccess endOfAccess;

    GuardedField(
            AccessRule.Guarded rule,
            boolean subscription,
            DataFetcher<?> field,
            Gatekeeper gatekeeper,
            EndOfAccess endOfAccess) {
        this.rule = rule;
        this.subscription = subscription;
        this.field = field;
        this.gatekeeper = gatekeeper;
        this.endOfAccess = endOfAccess;
    }

    @Override
    public Publisher<?> get(DataFetchingEnvironment environment) {
        Mono<Gatekeeper.Passed> passed = gatekeeper.check(rule, environment);
        return subscription
                ? passed.flatMapMany(
                        who -> Fetched.stream(field, environment).takeUntilOther(endOfAccess.of(rule, who)))
                : passed.flatMap(who -> Fetched.value(field, environment));
    }
}
