package dev.marquee.platform;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a field fetches, whatever it fetches with: for wirings that stand in front of fields. */
public final class Fetched {

    private Fetched() {}

    /** The value of a field, fetched on subscription; empty for null. */
    public static Mono<?> value(DataFetcher<?> field, DataFetchingEnvironment environment) {
        return Mono.fromCallable(() -> Optional.ofNullable(field.get(environment)))
                .flatMap(fetched -> fetched.<Mono<?>>map(Fetched::once).orElseGet(Mono::empty));
    }

    /** The messages of a subscription field, fetched on subscription. */
    public static Flux<?> stream(DataFetcher<?> field, DataFetchingEnvironment environment) {
        return Mono.fromCallable(() -> Optional.ofNullable(field.get(environment)))
                .flatMapMany(fetched -> fetched.<Publisher<?>>map(Fetched::many).orElseGet(Flux::empty));
    }

    /** One value of whatever a fetcher has returned. */
    public static Mono<?> once(Object fetched) {
        return switch (fetched) {
            case Mono<?> mono -> mono;
            case Flux<?> flux -> flux.collectList();
            case CompletionStage<?> stage -> Mono.fromCompletionStage(stage);
            default -> Mono.just(fetched);
        };
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
