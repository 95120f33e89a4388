package dev.marquee.inventory;

import dev.marquee.inventory.Claim.Line;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.inventory.ClaimOutcome.PricedLine;
import dev.marquee.inventory.Grants.Grant;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is left of locked stock while claims are judged one after the other: who comes first is served first. */
final class Shelf {

    private final Map<EventId, Stock> stocks = new HashMap<>();
    private final Map<TicketTypeId, Item> items = new HashMap<>();
    private final Map<Share, Integer> taken = new HashMap<>();

    /** An event's stock as it was read. */
    record Stock(EventId event, int rest, boolean published, Instant startsAt, Instant endsAt) {}

    /** A ticket type as it was read. */
    record Item(
            TicketTypeId id,
            EventId event,
            int rest,
            Money price,
            @Nullable Instant salesStart,
            @Nullable Instant salesEnd,
            int maxPerOrder,
            @Nullable Integer maxPerPerson,
            boolean hidden) {}

    /** What a person has of a ticket type with a limit per person. */
    record Share(TicketTypeId ticketType, PersonId person) {}

    private final Map<EventId, Integer> eventRest = new HashMap<>();
    private final Map<TicketTypeId, Integer> rest = new HashMap<>();

    void put(Stock stock) {
        stocks.put(stock.event(), stock);
        eventRest.put(stock.event(), stock.rest());
    }

    void put(Item item) {
        items.put(item.id(), item);
        rest.put(item.id(), item.rest());
    }

    void put(Share share, int has) {
        taken.put(share, has);
    }

    /** Types with a limit per person that a claim asks for. */
    Set<Share> limited(Claim claim) {
        return claim.lines().stream()
                .map(Line::ticketType)
                .filter(type -> items.containsKey(type) && items.get(type).maxPerPerson() != null)
                .map(type -> new Share(type, claim.person()))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isLimited(TicketTypeId type) {
        Item item = items.get(type);
        return item != null && item.maxPerPerson() != null;
    }

    /** The events of what was granted, each with whether it has nothing left of a type granted, or at all. */
    Map<EventId, Boolean> turned(Grants grants) {
        return grants.lines().stream()
                .collect(Collectors.toMap(
                        Grant::event,
                        grant -> isOut(eventRest, grant.event()) || isOut(rest, grant.ticketType()),
                        Boolean::logicalOr));
    }

    private static <K> boolean isOut(Map<K, Integer> rest, K what) {
        return rest.getOrDefault(what, 0) == 0;
    }

    /** Judges a claim, and takes its tickets if all of it can be granted. */
    ClaimOutcome judge(Claim claim) {
        Stock stock = stocks.get(claim.event());
        if (stock == null || !stock.published() || !stock.endsAt().isAfter(claim.now())) {
            return new ClaimOutcome.NotOnSale();
        }
        int wanted = claim.lines().stream().mapToInt(Line::quantity).sum();
        for (Line line : claim.lines()) {
            ClaimOutcome problem = problem(line, claim, stock, wanted);
            if (problem != null) {
                return problem;
            }
        }
        for (Line line : claim.lines()) {
            ClaimOutcome problem = overPersonLimit(line, claim.person());
            if (problem != null) {
                return problem;
            }
        }
        return take(claim, wanted);
    }

    private @Nullable ClaimOutcome problem(Line line, Claim claim, Stock stock, int wanted) {
        Item item = items.get(line.ticketType());
        if (item == null || !item.event().equals(claim.event()) || (item.hidden() && !claim.hiddenToo())) {
            return new ClaimOutcome.NoSuchTicketType(line.ticketType());
        }
        Instant start = item.salesStart();
        Instant end = item.salesEnd() == null ? stock.startsAt() : item.salesEnd();
        if ((start != null && start.isAfter(claim.now())) || !end.isAfter(claim.now())) {
            return new ClaimOutcome.Closed(item.id(), start, end);
        }
        if (line.quantity() > item.maxPerOrder()) {
            return new ClaimOutcome.OverOrderLimit(item.id(), item.maxPerOrder());
        }
        if (item.maxPerPerson() != null && line.quantity() > item.maxPerPerson()) {
            return new ClaimOutcome.OverPersonLimit(item.id(), item.maxPerPerson(), false);
        }
        int ofType = rest.getOrDefault(item.id(), 0);
        int ofEvent = eventRest.getOrDefault(stock.event(), 0);
        return line.quantity() > ofType || wanted > ofEvent
                ? new ClaimOutcome.NotEnough(item.id(), Math.min(ofType, ofEvent), false)
                : null;
    }

    private @Nullable ClaimOutcome overPersonLimit(Line line, PersonId person) {
        Integer limit = known(line).maxPerPerson();
        int has = taken.getOrDefault(new Share(line.ticketType(), person), 0);
        return limit != null && has + line.quantity() > limit
                ? new ClaimOutcome.OverPersonLimit(line.ticketType(), limit, false)
                : null;
    }

    private Claimed take(Claim claim, int wanted) {
        eventRest.merge(claim.event(), -wanted, Integer::sum);
        for (Line line : claim.lines()) {
            rest.merge(line.ticketType(), -line.quantity(), Integer::sum);
            taken.merge(new Share(line.ticketType(), claim.person()), line.quantity(), Integer::sum);
        }
        List<PricedLine> lines = claim.lines().stream()
                .map(line -> new PricedLine(
                        line.ticketType(), line.quantity(), known(line).price()))
                .toList();
        Money total = lines.stream()
                .map(line -> line.unitPrice().times(line.quantity()))
                .reduce(Money::plus)
                .orElseThrow();
        return new Claimed(lines, total, total.isZero());
    }

    private Item known(Line line) {
        Item item = items.get(line.ticketType());
        if (item == null) {
            throw new IllegalStateException("a line was granted whose ticket type is not there");
        }
        return item;
    }
}
