package dev.marquee.inventory;

import dev.marquee.inventory.Claim.Line;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lines of claims that were granted, as columns for one statement. */
record Grants(List<Grant> lines) {

    /** So many tickets of a type for an order, sold at once or held until {@code holdUntil}. */
    record Grant(Claim claim, Line line, boolean sold) {

        EventId event() {
            return claim.event();
        }

        TicketTypeId ticketType() {
            return line.ticketType();
        }

        @Nullable Instant expiresAt() {
            return sold ? null : claim.holdUntil();
        }
    }

    static Grants of(List<Claim> claims, List<ClaimOutcome> outcomes) {
        List<Grant> lines = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            if (outcomes.get(i) instanceof ClaimOutcome.Claimed claimed) {
                Claim claim = claims.get(i);
                claim.lines().forEach(line -> lines.add(new Grant(claim, line, claimed.sold())));
            }
        }
        return new Grants(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    Grants where(Predicate<TicketTypeId> type) {
        return new Grants(
                lines.stream().filter(grant -> type.test(grant.ticketType())).toList());
    }

    UUID[] orders() {
        return column(grant -> grant.claim().order().value(), UUID[]::new);
    }

    UUID[] eventIds() {
        return column(grant -> grant.event().value(), UUID[]::new);
    }

    UUID[] typeIds() {
        return column(grant -> grant.ticketType().value(), UUID[]::new);
    }

    UUID[] persons() {
        return column(grant -> grant.claim().person().value(), UUID[]::new);
    }

    Integer[] quantities() {
        return column(grant -> grant.line().quantity(), Integer[]::new);
    }

    Boolean[] sold() {
        return column(Grant::sold, Boolean[]::new);
    }

    @SuppressWarnings("NullAway")
    Instant[] expiries() {
        return column(Grant::expiresAt, Instant[]::new);
    }

    private <T extends @Nullable Object> T[] column(Function<Grant, T> value, IntFunction<T[]> array) {
        return lines.stream().map(value).toArray(array);
    }
}
