package dev.marquee.checkin;

import dev.marquee.identity.Caller;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import dev.marquee.ticketing.Ticket;
import dev.marquee.ticketing.TicketBook;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Binds the fields of the door. */
@Controller
class CheckInController {

    private final CheckIns checkIns;
    private final CheckInRecords records;
    private final CheckInFeed feed;
    private final TicketBook tickets;

    CheckInController(CheckIns checkIns, CheckInRecords records, CheckInFeed feed, TicketBook tickets) {
        this.checkIns = checkIns;
        this.records = records;
        this.feed = feed;
        this.tickets = tickets;
    }

    @MutationMapping
    Mono<CheckInResult> checkIn(Caller caller, @Argument CheckInInput input) {
        return checkIns.checkIn(input, caller.id());
    }

    @MutationMapping
    Mono<UndoCheckInResult> undoCheckIn(Caller caller, @Argument UndoCheckInInput input) {
        return checkIns.undo(input, caller.id());
    }

    @QueryMapping
    Mono<Page<CheckIn>> checkIns(
            @Argument EventId eventId,
            @Argument @Nullable ScanOutcome outcome,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        return records.ofEvent(eventId, outcome, PageRequest.forward(first, after));
    }

    @SubscriptionMapping
    Flux<CheckInFeed.Update> checkInFeed(@Argument EventId eventId) {
        return feed.follow(eventId);
    }

    @BatchMapping
    Mono<Map<CheckIn, Ticket>> ticket(List<CheckIn> of) {
        Set<CheckIn> known =
                of.stream().filter(checkIn -> checkIn.ownTicketId() != null).collect(Collectors.toSet());
        return tickets.byIds(known.stream().map(CheckInController::ticketId).collect(Collectors.toSet()))
                .map(found -> known.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), checkIn -> Objects.requireNonNull(found.get(ticketId(checkIn))))));
    }

    private static TicketId ticketId(CheckIn checkIn) {
        return Objects.requireNonNull(checkIn.ownTicketId());
    }
}
