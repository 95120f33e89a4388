package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome.PricedLine;
import dev.marquee.ordering.OrderLine.Attendee;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody wants to buy, with who will use it: well-formed, but neither priced nor taken. */
record Basket(EventId event, Caller buyer, List<Claim.Line> lines, Map<TicketTypeId, List<Attendee>> attendees) {

    private static final int MOST = 100;

    /** Reads an input; {@link ApiError} {@code BAD_USER_INPUT} naming the path that is wrong. */
    static Basket of(OrderInput.Place input, Caller buyer) {
        Map<TicketTypeId, Integer> wanted = wanted(input.lines());
        List<Claim.Line> lines = wanted.entrySet().stream()
                .map(line -> new Claim.Line(line.getKey(), line.getValue()))
                .toList();
        List<OrderInput.Attendee> named = input.attendees() == null ? List.of() : input.attendees();
        return new Basket(input.eventId(), buyer, lines, attendees(named, wanted, buyer));
    }

    /** A priced line with one attendee for each ticket, the buyer where nobody else was named. */
    OrderLine priced(PricedLine line) {
        List<Attendee> named = attendees.getOrDefault(line.ticketType(), List.of());
        List<Attendee> buyers =
                Collections.nCopies(line.quantity() - named.size(), new Attendee(buyer.displayName(), buyer.email()));
        return new OrderLine(
                line.ticketType(),
                line.quantity(),
                line.unitPrice(),
                Stream.concat(named.stream(), buyers.stream()).toList());
    }

    Set<TicketTypeId> types() {
        return lines.stream().map(Claim.Line::ticketType).collect(Collectors.toUnmodifiableSet());
    }

    /** The error for a ticket type that is not there. */
    ApiError unknown(TicketTypeId type) {
        int place = lines.stream().map(Claim.Line::ticketType).toList().indexOf(type);
        return ApiError.badInput("input.lines[" + place + "].ticketTypeId", "The event has no such ticket type.");
    }

    private static Map<TicketTypeId, Integer> wanted(List<OrderInput.Line> lines) {
        Map<TicketTypeId, Integer> wanted = new LinkedHashMap<>();
        for (OrderInput.Line line : lines) {
            if (wanted.putIfAbsent(line.ticketTypeId(), line.quantity()) != null) {
                throw ApiError.badInput(
                        "input.lines[" + wanted.size() + "].ticketTypeId",
                        "A ticket type stands in one line only; add the quantities up.");
            }
        }
        if (wanted.values().stream().mapToInt(Integer::intValue).sum() > MOST) {
            throw ApiError.badInput("input.lines", "An order has at most " + MOST + " tickets in all.");
        }
        return wanted;
    }

    private static Map<TicketTypeId, List<Attendee>> attendees(
            List<OrderInput.Attendee> named, Map<TicketTypeId, Integer> wanted, Caller buyer) {
        Map<TicketTypeId, List<Attendee>> attendees = new LinkedHashMap<>();
        for (int i = 0; i < named.size(); i++) {
            OrderInput.Attendee attendee = named.get(i);
            List<Attendee> ofType = attendees.computeIfAbsent(attendee.ticketTypeId(), type -> new ArrayList<>());
            if (ofType.size() >= wanted.getOrDefault(attendee.ticketTypeId(), 0)) {
                throw ApiError.badInput(
                        "input.attendees[" + i + "].ticketTypeId",
                        "There is no ticket of this type for this attendee.");
            }
            ofType.add(new Attendee(attendee.name(), attendee.email() == null ? buyer.email() : attendee.email()));
        }
        return attendees;
    }
}
