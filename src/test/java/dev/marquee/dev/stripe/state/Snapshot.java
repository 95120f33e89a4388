package dev.marquee.dev.stripe.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a copy of the store in a file, written shortly after each change and read at the next start. */
public final class Snapshot implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    private final Store store;
    private final Path file;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private Snapshot(Store store, Path file) {
        this.store = store;
        this.file = file;
    }

    /** Restores the store from the file, if there is one, and follows its changes from now on. */
    public static Snapshot follow(Store store, Path file) {
        try {
            if (Files.exists(file)) {
                store.restore(Files.readString(file));
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("Cannot read " + file + "; delete it to start with nothing", e);
        }
        Snapshot snapshot = new Snapshot(store, file.toAbsolutePath());
        store.onChange(snapshot::changed);
        return snapshot;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void changed() {
        if (pending.compareAndSet(false, true)) {
            writer.schedule(this::write, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void write() {
        pending.set(false);
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(draft, store.export());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the last state and stops following. */
    @Override
    public void close() {
        store.onChange(() -> {});
        writer.close();
        write();
    }
}
