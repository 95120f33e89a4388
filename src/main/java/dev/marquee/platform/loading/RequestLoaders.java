package dev.marquee.platform.loading;

import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/** The data loaders that one request has asked for so far; each is made when a field asks for it first. */
public final class RequestLoaders extends DataLoaderRegistry {

    private Function<String, @Nullable DataLoader<?, ?>> maker = name -> null;

    /** Tells how loaders are made by name; null for one that there is not. */
    void madeBy(Function<String, @Nullable DataLoader<?, ?>> making) {
        this.maker = making;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
        return (DataLoader<K, V>) dataLoaders.computeIfAbsent(name, maker);
    }
}
