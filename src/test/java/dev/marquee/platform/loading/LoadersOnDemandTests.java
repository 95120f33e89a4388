package dev.marquee.platform.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which data loaders a request has. */
class LoadersOnDemandTests {

    private final LoadersOnDemand loaders = new LoadersOnDemand();
    private final GraphQLContext context =
            GraphQLContext.newContext().of("whose", "mine").build();

    private RequestLoaders request() {
        loaders.<String, Integer>forName("lengths")
                .registerBatchLoader(
                        (texts, environment) -> Flux.fromIterable(texts).map(String::length));
        loaders.<String, String>forTypePair(String.class, String.class)
                .registerMappedBatchLoader((texts, environment) -> Mono.just(texts.stream()
                        .collect(Collectors.toMap(
                                text -> text,
                                text -> text
                                        + Objects.requireNonNull(environment.<GraphQLContext>getContext())
                                                .get("whose")))));
        loaders.afterSingletonsInstantiated();
        RequestLoaders request = new RequestLoaders();
        loaders.registerDataLoaders(request, context);
        return request;
    }

    private static <K, V> DataLoader<K, V> loader(DataLoaderRegistry request, String name) {
        return Objects.requireNonNull(request.getDataLoader(name));
    }

    @Test
    void makesOnlyWhatIsAskedFor() {
        RequestLoaders request = request();
        assertThat(request.getDataLoaders()).isEmpty();
        assertThat(loader(request, "lengths")).isSameAs(loader(request, "lengths"));
        assertThat(request.getKeys()).containsExactly("lengths");
    }

    @Test
    void loadsWithTheContextOfTheRequest() {
        RequestLoaders request = request();
        var length =
                LoadersOnDemandTests.<String, Integer>loader(request, "lengths").load("four");
        var own = LoadersOnDemandTests.<String, String>loader(request, String.class.getName())
                .load("is ");
        request.dispatchAll();
        assertThat(length).isCompletedWithValue(4);
        assertThat(own).isCompletedWithValue("is mine");
    }

    @Test
    void knowsNoOthers() {
        assertThat(request().<Object, Object>getDataLoader("weights")).isNull();
    }

    @Test
    void fillsAnyOtherRegistryAtOnce() {
        request();
        DataLoaderRegistry plain = new DataLoaderRegistry();
        loaders.registerDataLoaders(plain, context);
        assertThat(plain.getDataLoadersMap()).containsOnlyKeys("lengths", String.class.getName());
    }

    @Test
    void refusesTwoOfAName() {
        for (int time = 0; time < 2; time++) {
            loaders.<String, String>forName("lengths")
                    .registerMappedBatchLoader((texts, environment) -> Mono.just(Map.of()));
        }
        assertThatThrownBy(loaders::afterSingletonsInstantiated)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lengths");
    }
}
