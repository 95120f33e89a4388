package dev.marquee.dev;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.test.context.TestComponent;

/** Writes down the SQL statements that the application under test issues; inject it into a {@link MarqueeTest}. */
@TestComponent
public final class Statements implements ConnectionFactoryDecorator {

    private static final int RUNS = 3;

    private final Queue<String> issued = new ConcurrentLinkedQueue<>();
    private volatile boolean recording;

    @Override
    public ConnectionFactory decorate(ConnectionFactory delegate) {
        return ProxyConnectionFactory.builder(delegate)
                .onBeforeQuery(execution -> record(execution.getQueries()))
                .build();
    }

    /** The statements over one of these tables that are issued while the action runs, in their order. */
    public List<String> over(String tables, Runnable action) {
        Pattern over = Pattern.compile("\\b(from|join|into|update)\\s+(" + tables + ")\\b");
        issued.clear();
        recording = true;
        try {
            action.run();
        } finally {
            recording = false;
        }
        return issued.stream().filter(sql -> over.matcher(sql).find()).toList();
    }

    /** The fewest of some runs, since what is remembered may just be over; lanes make numbers a matter of chance. */
    public List<String> fewestOver(String tables, Runnable action) {
        return Stream.generate(() -> over(tables, action))
                .limit(RUNS)
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private void record(List<QueryInfo> queries) {
        if (recording) {
            queries.forEach(query -> issued.add(query.getQuery()));
        }
    }
}
