package dev.marquee.platform.loading;

import graphql.GraphQLContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.stereotype.Component;

/**
 * Gives a request the data loaders that its fields ask for. Spring's own registry makes all of them for each request and
 * dispatches all of them at each level, some forty, of which most requests need none or one: six per cent of the server's
 * processor time for an order.
 */
@Component
class LoadersOnDemand implements BatchLoaderRegistry, SmartInitializingSingleton {

    /** Each with one loader, so that one can be made without the others. */
    private final List<DefaultBatchLoaderRegistry> single = new ArrayList<>();

    private Map<String, DefaultBatchLoaderRegistry> byName = Map.of();

    @Override
    public <K, V> RegistrationSpec<K, V> forTypePair(Class<K> key, Class<V> value) {
        return next().forTypePair(key, value);
    }

    @Override
    public <K, V> RegistrationSpec<K, V> forName(String name) {
        return next().forName(name);
    }

    private DefaultBatchLoaderRegistry next() {
        DefaultBatchLoaderRegistry added = new DefaultBatchLoaderRegistry();
        single.add(added);
        return added;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, DefaultBatchLoaderRegistry> named = new HashMap<>();
        for (DefaultBatchLoaderRegistry one : single) {
            for (String name : loadersOf(one, GraphQLContext.getDefault()).getKeys()) {
                if (named.put(name, one) != null) {
                    throw new IllegalStateException("There are two data loaders " + name + ".");
                }
            }
        }
        byName = Map.copyOf(named);
    }

    @Override
    public boolean hasRegistrations() {
        return !single.isEmpty();
    }

    @Override
    public void registerDataLoaders(DataLoaderRegistry registry, GraphQLContext context) {
        if (registry instanceof RequestLoaders request) {
            request.madeBy(name -> loader(name, context));
        } else {
            single.forEach(one -> one.registerDataLoaders(registry, context));
        }
    }

    private @Nullable DataLoader<?, ?> loader(String name, GraphQLContext context) {
        DefaultBatchLoaderRegistry one = byName.get(name);
        return one == null ? null : loadersOf(one, context).getDataLoader(name);
    }

    private static DataLoaderRegistry loadersOf(DefaultBatchLoaderRegistry one, GraphQLContext context) {
        DataLoaderRegistry loaders = new DataLoaderRegistry();
        one.registerDataLoaders(loaders, context);
        return loaders;
    }
}
