package dev.marquee.platform.lanes;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.Outage;
import dev.marquee.platform.threads.HomeLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.dao.PessimisticLockingFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One queue, one batch under way. */
final class Lane<T, R> {

    private final int batch;
    private final int capacity;
    private final Function<T, Object> identity;
    private final Lanes.Work<T, R> work;
    private final Lock lock = new ReentrantLock();
    private final Deque<Waiting<T, R>> queue = new ArrayDeque<>();
    private boolean busy;

    Lane(int batch, int capacity, Function<T, Object> identity, Lanes.Work<T, R> work) {
        this.batch = batch;
        this.capacity = capacity;
        this.identity = identity;
        this.work = work;
    }

    private record Waiting<T, R>(T item, MonoSink<R> caller) {}

    Mono<R> submit(T item) {
        return Mono.create(caller -> {
            Waiting<T, R> waiting = new Waiting<>(item, caller);
            if (enqueue(waiting)) {
                caller.onCancel(() -> leave(waiting));
                next();
            } else {
                Entrance.tellFull(caller.contextView());
                caller.error(ApiError.unavailable("Too many wait for this at the moment; try again."));
            }
        });
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean enqueue(Waiting<T, R> waiting) {
        lock.lock();
        try {
            return queue.size() < capacity && queue.add(waiting);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiting<T, R> waiting) {
        lock.lock();
        try {
            queue.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        List<Waiting<T, R>> begun = begin();
        if (!begun.isEmpty()) {
            outcomes(begun).subscribe(outcomes -> {
                end();
                tell(begun, outcomes);
            });
        }
    }

    /** Tells all who are at home on the same event loop by one task of it. */
    private static <T, R> void tell(List<Waiting<T, R>> begun, List<Runnable> outcomes) {
        Map<Executor, List<Runnable>> homes = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Executor home = HomeLoop.of(begun.get(i).caller().contextView());
            homes.computeIfAbsent(home, _ -> new ArrayList<>()).add(outcomes.get(i));
        }
        homes.forEach((home, outcomesThere) -> tell(home, () -> outcomesThere.forEach(Runnable::run)));
    }

    private static void tell(Executor home, Runnable outcomes) {
        try {
            home.execute(outcomes);
        } catch (RejectedExecutionException stopped) {
            outcomes.run();
        }
    }

    private void end() {
        lock.lock();
        try {
            busy = false;
        } finally {
            lock.unlock();
        }
        next();
    }

    private List<Waiting<T, R>> begin() {
        lock.lock();
        try {
            if (busy) {
                return List.of();
            }
            List<Waiting<T, R>> begun = take();
            busy = !begun.isEmpty();
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting<T, R>> take() {
        List<Waiting<T, R>> taken = new ArrayList<>();
        Set<Object> identities = new HashSet<>();
        Iterator<Waiting<T, R>> waiting = queue.iterator();
        while (taken.size() < batch && waiting.hasNext()) {
            Waiting<T, R> first = waiting.next();
            if (identities.add(identity.apply(first.item()))) {
                taken.add(first);
                waiting.remove();
            }
        }
        return taken;
    }

    /** What to tell each caller; never fails. */
    private Mono<List<Runnable>> outcomes(List<Waiting<T, R>> begun) {
        return run(begun.stream().map(Waiting::item).toList())
                .map(results -> told(begun, results))
                .onErrorResume(thrown -> begun.size() == 1 || isOutage(thrown)
                        ? Mono.just(
                                begun.stream().map(one -> failed(one, thrown)).toList())
                        : Flux.fromIterable(begun)
                                .concatMap(one -> outcomes(List.of(one)))
                                .concatMapIterable(Function.identity())
                                .collectList());
    }

    private Mono<List<R>> run(List<T> items) {
        return Mono.defer(() -> work.run(items)).map(results -> {
            if (results.size() != items.size()) {
                throw new IllegalStateException(items.size() + " were asked for, " + results.size() + " came back");
            }
            return results;
        });
    }

    private static <T, R> List<Runnable> told(List<Waiting<T, R>> begun, List<R> results) {
        List<Runnable> told = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            MonoSink<R> caller = begun.get(i).caller();
            R result = results.get(i);
            told.add(() -> caller.success(result));
        }
        return told;
    }

    private static <T, R> Runnable failed(Waiting<T, R> waiting, Throwable thrown) {
        return () -> waiting.caller().error(thrown);
    }

    /** A deadlock concerns the batch, not the database. */
    private static boolean isOutage(Throwable thrown) {
        return Outage.explains(thrown) && !(thrown instanceof PessimisticLockingFailureException);
    }
}
