package dev.marquee.identity.access;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import reactor.core.publisher.Flux;
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
                ? passed.flatMapMany(who -> stream(environment).takeUntilOther(endOfAccess.of(rule, who)))
                : passed.flatMap(who -> value(environment));
    }

    private Mono<?> value(DataFetchingEnvironment environment) {
        return Mono.fromCallable(() -> Optional.ofNullable(field.get(environment)))
                .flatMap(fetched -> fetched.<Mono<?>>map(GuardedField::once).orElseGet(Mono::empty));
    }

    private static Mono<?> once(Object fetched) {
        return switch (fetched) {
            case Mono<?> mono -> mono;
            case Flux<?> flux -> flux.collectList();
            case CompletionStage<?> stage -> Mono.fromCompletionStage(stage);
            default -> Mono.just(fetched);
        };
    }

    private Flux<?> stream(DataFetchingEnvironment environment) {
        return Mono.fromCallable(() -> Optional.ofNullable(field.get(environment)))
                .flatMapMany(
                        fetched -> fetched.<Publisher<?>>map(GuardedField::many).orElseGet(Flux::empty));
    }

    private static Publisher<?> many(Object fetched) {
        return switch (fetched) {
            case Publisher<?> publisher -> publisher;
            case DataFetcherResult<?> refused ->
                Flux.error(new SubscriptionPublisherException(
                        refused.getErrors(), new IllegalArgumentException("The arguments break a constraint")));
            default -> Flux.error(new IllegalStateException("A subscription must fetch a publisher"));
        };
    }
}
