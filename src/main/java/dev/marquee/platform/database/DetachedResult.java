package dev.marquee.platform.database;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/** A result that is read without the context of whoever reads it. */
record DetachedResult(Result result) implements Result {

    @Override
    public Publisher<Long> getRowsUpdated() {
        return detached(result.getRowsUpdated());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        return detached(result.map(mapping));
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
        return detached(result.map(mapping));
    }

    @Override
    public Result filter(Predicate<Segment> wanted) {
        return new DetachedResult(result.filter(wanted));
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
        return detached(result.flatMap(mapping));
    }

    private static <T> Flux<T> detached(Publisher<T> rows) {
        return Flux.from(rows).contextWrite(caller -> Context.empty());
    }
}
