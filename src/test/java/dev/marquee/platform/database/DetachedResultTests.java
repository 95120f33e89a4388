package dev.marquee.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the driver gets to see of its caller. */
class DetachedResultTests {

    private final List<Boolean> sawTheCaller = new ArrayList<>();
    private final DatabaseClient database = new DatabaseConfiguration().databaseClient(connections());

    private <T> Flux<T> seeing(T value) {
        return Flux.deferContextual(context -> {
            sawTheCaller.add(context.hasKey("caller"));
            return Flux.just(value);
        });
    }

    private ConnectionFactory connections() {
        Result result = mock(Result.class);
        when(result.getRowsUpdated()).thenReturn(seeing(1L));
        when(result.map(ArgumentMatchers.<Function<? super io.r2dbc.spi.Readable, String>>any()))
                .thenReturn(seeing("row"));
        when(result.map(ArgumentMatchers.<BiFunction<io.r2dbc.spi.Row, io.r2dbc.spi.RowMetadata, String>>any()))
                .thenReturn(seeing("row"));
        Statement statement = mock(Statement.class);
        when(statement.execute()).thenAnswer(call -> seeing(result));
        Connection connection = mock(Connection.class);
        when(connection.createStatement(ArgumentMatchers.anyString())).thenReturn(statement);
        when(connection.close()).thenAnswer(call -> Mono.empty());
        return new ConnectionFactory() {

            @Override
            public Publisher<? extends Connection> create() {
                return Mono.just(connection);
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "PostgreSQL";
            }
        };
    }

    @Test
    void nothingWhileItReadsRows() {
        List<String> rows = database.sql("select")
                .map(row -> "read")
                .all()
                .collectList()
                .contextWrite(context -> context.put("caller", "somebody"))
                .block();
        assertThat(rows).containsExactly("row");
        assertThat(sawTheCaller).containsExactly(false, false);
    }

    @Test
    void nothingWhileItCountsRows() {
        Long changed = database.sql("update")
                .fetch()
                .rowsUpdated()
                .contextWrite(context -> context.put("caller", "somebody"))
                .block();
        assertThat(changed).isEqualTo(1);
        assertThat(sawTheCaller).containsExactly(false, false);
    }
}
