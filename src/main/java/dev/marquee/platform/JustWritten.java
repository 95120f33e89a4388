package dev.marquee.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for one very object what was written or found along with it, so that the answer to a mutation need not read it
 * again. An object that is read from the database is another one, however equal, and an object that is let go is
 * forgotten.
 *
 * @param <K> what it is remembered for
 * @param <V> what is remembered
 */
public abstract class JustWritten<K, V> {

    private final Cache<K, V> written =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    public void remember(K object, V value) {
        written.put(object, value);
    }

    public @Nullable V of(K object) {
        return written.getIfPresent(object);
    }
}
