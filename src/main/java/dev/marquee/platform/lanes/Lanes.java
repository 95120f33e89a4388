package dev.marquee.platform.lanes;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * Gathers what is asked for at the same time and does it together, so that one transaction serves many callers. A lane
 * does one batch at a time, in the order of arrival; while it does, the next batch gathers. Nobody waits for company.
 *
 * <p>Each caller gets an outcome of its own. A batch that fails is done again one by one, so that nobody fails because of
 * a neighbour; only when the database is out of reach do all fail. A caller who leaves before its batch begins is left
 * out; afterwards the work is done all the same.
 *
 * @param <T> what is asked for
 * @param <R> what it comes to
 */
public final class Lanes<T, R> {

    private final Work<T, R> work;
    private final Function<T, Object> lane;
    private final List<Lane<T, R>> lanes;

    /** Does a batch: all or nothing of it is committed, one outcome for each of its items in their order. */
    @FunctionalInterface
    public interface Work<T, R> {

        Mono<List<R>> run(List<T> batch);
    }

    /**
     * Lanes for one kind of work.
     *
     * @param lane what decides on the lane of an item, e.g. its event: equal values share a lane
     * @param identity items with equal values never share a batch, e.g. repeats of one call
     */
    public Lanes(LaneSettings settings, Function<T, Object> lane, Function<T, Object> identity, Work<T, R> work) {
        this.work = work;
        this.lane = lane;
        this.lanes = IntStream.range(0, settings.count())
                .mapToObj(number -> new Lane<>(settings.batch(), settings.queue(), identity, work))
                .toList();
    }

    /** Does it with others; {@code UNAVAILABLE} when too many wait already. */
    public Mono<R> submit(T item) {
        return lanes.isEmpty()
                ? work.run(List.of(item)).map(List::getFirst)
                : lanes.get(Math.floorMod(lane.apply(item).hashCode(), lanes.size()))
                        .submit(item);
    }

    /** How many wait in all lanes. */
    public int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }
}
