package dev.marquee.support;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.catalog.EventResult;
import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.Role;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventReportId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Reports of events. */
@Controller
class EventReportController implements NodeSource {

    private static final String LIST = "eventReports";

    private final EventReports reports;
    private final EventReportStore store;
    private final EventDirectory events;
    private final Cursors cursors;

    EventReportController(EventReports reports, EventReportStore store, EventDirectory events, Cursors cursors) {
        this.reports = reports;
        this.store = store;
        this.events = events;
        this.cursors = cursors;
    }

    @QueryMapping
    Mono<Page<EventReport>> eventReports(
            @Argument @Nullable ReportStatus status,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        PageRequest page = PageRequest.forward(first, after);
        return store.page(status, page, ListPlace.of(page, cursors, LIST))
                .map(rows -> Page.of(rows, page, this::cursor));
    }

    @MutationMapping
    Mono<EventReportResult> reportEvent(@Argument EventReportInput.Report input, Caller caller) {
        return reports.report(input, caller);
    }

    @MutationMapping
    Mono<EventReportResult> dismissEventReport(@Argument EventReportInput.Dismiss input, Caller caller) {
        return reports.dismiss(input.reportId(), caller);
    }

    @MutationMapping
    Mono<EventResult> removeEvent(@Argument EventReportInput.Remove input, Caller caller) {
        return reports.remove(input, caller);
    }

    @BatchMapping
    Mono<Map<EventReport, Event>> event(List<EventReport> reports) {
        return events.byIds(reports.stream().map(EventReport::eventId).toList()).map(found -> {
            Map<EventReport, Event> all = new HashMap<>();
            reports.forEach(report -> all.put(report, Objects.requireNonNull(found.get(report.eventId()))));
            return all;
        });
    }

    @Override
    public String prefix() {
        return EventReportId.PREFIX;
    }

    /** Finds what the caller has reported; an administrator finds all. */
    @Override
    public Mono<Map<UUID, EventReport>> find(Collection<UUID> ids) {
        return Callers.current()
                .flatMapMany(caller -> store.byIds(ids)
                        .filter(report ->
                                caller.has(Role.ADMIN) || report.reporterId().equals(caller.id())))
                .collectMap(report -> report.id().value());
    }

    private String cursor(EventReport report) {
        return new ListPlace(report.createdAt(), report.id().value()).cursor(cursors, LIST);
    }
}
