package dev.marquee.catalog;

import dev.marquee.catalog.EventPlaces.Position;
import dev.marquee.catalog.ListSelection.Found;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.platform.selection.Below;
import dev.marquee.platform.selection.Columns;
import dev.marquee.platform.selection.CompiledField;
import dev.marquee.platform.selection.Row;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers {@code events} by one statement, and by another that counts if that is asked for. Who asks the same at the same
 * time shares what is read and, unless something of it is the caller's own, what is written.
 */
@Component
class EventList implements CompiledField {

    private final EventShape events;
    private final EventPlaces places;
    private final Discovery discovery;
    private final DatabaseClient database;
    private final Clock clock;
    private final Lookups<Question, Shared> lists;

    EventList(
            EventShape events,
            EventPlaces places,
            Discovery discovery,
            DatabaseClient database,
            LaneSettings lanes,
            Clock clock) {
        this.events = events;
        this.places = places;
        this.discovery = discovery;
        this.database = database;
        this.clock = clock;
        this.lists = new Lookups<>(lanes.apart(), this::read);
    }

    /** What is asked for of which part of which list. */
    private record Question(
            ListSelection selection,
            @Nullable EventFilter filter,
            @Nullable EventOrder orderBy,
            PageRequest request) {

        static Question of(ListSelection selection, DataFetchingEnvironment field) {
            String orderBy = field.getArgument("orderBy");
            return new Question(
                    selection,
                    EventFilter.of(field.getArgument("filter")),
                    orderBy == null ? null : EventOrder.valueOf(orderBy),
                    PageRequest.of(
                            field.getArgument("first"),
                            field.getArgument("after"),
                            field.getArgument("last"),
                            field.getArgument("before")));
        }
    }

    /** What is found and, once somebody wants it, how it is answered to whoever may see all of it. */
    private record Shared(Found found, Supplier<Map<String, @Nullable Object>> answer) {}

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Plan compile(Below below) {
        ListSelection selection = new ListSelection(below, events.shape());
        return field -> Mono.fromCallable(() -> sensible(Question.of(selection, field)))
                .flatMap(lists::find)
                .flatMap(shared -> answer(selection, shared))
                .flatMap(answer -> discovery.listed().thenReturn(answer));
    }

    /** Whoever asks what makes no sense is told so before others share the reading. */
    private Question sensible(Question question) {
        EventSearch search = EventSearch.of(question.filter(), question.orderBy(), clock.instant());
        places.of(search.order().list(), question.request());
        return question;
    }

    /** An answer that may be remembered is written anew, since it notes what it rests on at this moment. */
    private static Mono<Map<String, @Nullable Object>> answer(ListSelection selection, Shared shared) {
        Found found = shared.found();
        Columns columns = selection.columns();
        return columns.prepared(found.events())
                .map(own -> own.equals(found.events()) && !columns.noted()
                        ? shared.answer().get()
                        : selection.written(found.with(own)));
    }

    private Mono<Map<Question, Shared>> read(Collection<Question> questions) {
        return Flux.fromIterable(questions)
                .flatMap(question -> found(question).map(found -> Map.entry(question, shared(question, found))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Shared shared(Question question, Found found) {
        return new Shared(found, SingletonSupplier.of(() -> question.selection().written(found)));
    }

    private Mono<Found> found(Question question) {
        EventSearch search = EventSearch.of(question.filter(), question.orderBy(), clock.instant());
        EventOrder order = search.order();
        PageRequest request = question.request();
        ListSelection selection = question.selection();
        return read(search, places.of(order.list(), request), request, selection)
                .map(rows -> Page.of(rows, request, selection.cursor(places, order)))
                .flatMap(page -> (selection.hasTotal() ? discovery.count(search) : Mono.just(0L))
                        .map(total -> new Found(page, total)));
    }

    private Mono<List<Row>> read(
            EventSearch search, @Nullable Position after, PageRequest request, ListSelection selection) {
        EventOrder order = search.order();
        Columns columns = selection.columns();
        SearchSql sql = SearchSql.of(search);
        String page = sql.page(
                EventShape.COLUMNS + ", " + order.keyValue() + " as sort_key",
                after == null ? null : order.bound(after.key()),
                after == null ? null : after.id(),
                request.backward(),
                request.size() + 1);
        String direction = order.ascending(request.backward()) ? " asc" : " desc";
        Map<String, Object> values = new HashMap<>(sql.values());
        values.putAll(columns.parameters());
        return database.sql("select json_agg(" + selection.row() + " order by e.sort" + direction + ", e.id" + direction
                        + ")::text from (" + page + ") e " + columns.joins())
                .bindValues(values)
                .map(read -> columns.read(read.get(0, String.class)))
                .one();
    }
}
