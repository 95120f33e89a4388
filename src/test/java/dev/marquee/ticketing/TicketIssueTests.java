package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.platform.database.WriteSettings;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

class TicketIssueTests {

    private final DatabaseClient database = TestDatabase.client();
    private final JustIssued justIssued = new JustIssued();
    private final TicketIssue issue =
            new TicketIssue(new Writes(database, new WriteSettings(true)), justIssued, Clock.systemUTC());
    private final TicketQueries queries = new TicketQueries(database);
    private final SoldEvent event = SoldEvent.create(database);
    private final PersonId buyer = SoldEvent.person(database, UUID.randomUUID().toString());

    @Test
    void issuesOneTicketForEachPlaceToItsAttendee() {
        List<Ticket> tickets = event.issue(buyer, 3);

        assertThat(tickets)
                .extracting(ticket -> ticket.attendee().name())
                .containsExactly("Guest 0", "Guest 1", "Guest 2");
        assertThat(tickets).extracting(Ticket::code).doesNotHaveDuplicates();
        assertThat(tickets).allSatisfy(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.VALID);
            assertThat(ticket.holderId()).isEqualTo(buyer);
            assertThat(ticket.eventId()).isEqualTo(event.id());
            assertThat(ticket.serial()).isEqualTo(1);
            assertThat(ticket.usedAt()).isNull();
        });
    }

    @Test
    void issuesOnceHoweverOftenAndAtOnceItIsAsked() {
        Order order = event.order(buyer, 5);

        Flux.range(0, 16).flatMap(i -> issue.onPaid(List.of(order))).blockLast();
        List<Ticket> first = ofOrder(order);
        issue.onPaid(List.of(order)).block();

        assertThat(first).hasSize(5);
        assertThat(ofOrder(order)).isEqualTo(first);
    }

    @Test
    void remembersWhatItIssuedForTheOrderItselfOnly() {
        Order order = event.order(buyer, 3);

        issue.onPaid(List.of(order)).block();

        assertThat(justIssued.of(order)).isEqualTo(ofOrder(order));
        assertThat(justIssued.of(like(order, order.lines()))).isNull();
    }

    @Test
    void remembersNothingOfTicketsThatWereThereBefore() {
        Order before = event.order(buyer, 2);
        issue.onPaid(List.of(before)).block();
        Order again = like(before, before.lines());

        issue.onPaid(List.of(again)).block();

        assertThat(justIssued.of(again)).isNull();
    }

    @Test
    void refusesALineThatLeavesAttendeesOut() {
        Order order = event.order(buyer, 1);
        OrderLine line = order.lines().getFirst();
        OrderLine wrong = new OrderLine(line.ticketTypeId(), 2, line.unitPrice(), line.attendees());
        Order torn = like(order, List.of(wrong));

        assertThatThrownBy(() -> issue.onPaid(List.of(torn))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void revokesAllTicketsOfAnOrderAndRaisesTheirSerial() {
        List<Ticket> tickets = event.issue(buyer, 2);
        Order order = event.order(buyer, 1);
        issue.onPaid(List.of(order)).block();

        for (int i = 0; i < 2; i++) {
            queries.revoke(
                            tickets.getFirst().orderId(),
                            "refunded",
                            Clock.systemUTC().instant())
                    .block();
        }

        List<Ticket> revoked = Objects.requireNonNull(
                queries.ofOrders(List.of(tickets.getFirst().orderId()))
                        .collectList()
                        .block());
        assertThat(revoked).hasSize(2).allSatisfy(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.REVOKED);
            assertThat(ticket.serial()).isEqualTo(2);
        });
        assertThat(ofOrder(order)).allMatch(ticket -> ticket.status() == TicketStatus.VALID);
    }

    private List<Ticket> ofOrder(Order order) {
        return Objects.requireNonNull(
                queries.ofOrders(List.of(order.id())).collectList().block());
    }

    /** Another order object. */
    private static Order like(Order order, List<OrderLine> lines) {
        return new Order(
                order.id(),
                order.eventId(),
                order.buyerId(),
                order.confirmationCode(),
                order.status(),
                lines,
                order.total(),
                order.applicationFee(),
                order.buyerName(),
                order.buyerEmail(),
                order.holdExpiresAt(),
                order.revision(),
                order.createdAt(),
                order.paidAt());
    }
}
