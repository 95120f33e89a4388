package dev.marquee.notifications;

import dev.marquee.catalog.EventStatus;
import dev.marquee.notifications.OrderMatters.Matter;
import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.platform.PlatformSettings;
import dev.marquee.shared.OrderId;
import dev.marquee.ticketing.QrImages;
import dev.marquee.ticketing.Ticket;
import dev.marquee.ticketing.TicketSeal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Composes e-mails about an order: what was bought, for which event, and the tickets with their QR codes. */
@Component
class OrderLetters {

    private final OrderMatters matters;
    private final TicketSeal seal;
    private final MailTemplates templates;
    private final WritingDesk desk;
    private final PlatformSettings platform;

    OrderLetters(
            OrderMatters matters,
            TicketSeal seal,
            MailTemplates templates,
            WritingDesk desk,
            PlatformSettings platform) {
        this.matters = matters;
        this.seal = seal;
        this.templates = templates;
        this.desk = desk;
        this.platform = platform;
    }

    /** An e-mail to the buyer of an order. */
    Mono<Mail> about(OrderId id, String template) {
        return matters.of(id).flatMap(matter -> desk.write(() -> compose(matter, template)));
    }

    private Mail compose(Matter matter, String template) {
        Order order = matter.order();
        Wording wording = new Wording(matter.locale());
        Map<String, Object> values =
                wording.event(matter.event(), platform.publicUrl().toString());
        values.put("name", order.buyerName());
        values.put("confirmationCode", order.confirmationCode());
        values.put("total", wording.money(order.total()));
        boolean removed = matter.event().removedAt() != null;
        boolean cancelled = matter.event().status() == EventStatus.CANCELLED && !removed;
        values.put("removed", removed);
        values.put("cancelled", cancelled);
        values.put("late", !removed && !cancelled);
        values.put("paid", !order.total().isZero());
        values.put("reason", Objects.requireNonNullElse(matter.event().cancellationReason(), ""));
        values.put(
                "lines",
                order.lines().stream().map(line -> line(line, matter, wording)).toList());
        values.put(
                "tickets",
                matter.tickets().stream().map(ticket -> ticket(ticket, matter)).toList());
        List<Mail.Picture> pictures = template.equals("order-paid") ? pictures(matter) : List.of();
        return new Mail(order.buyerEmail(), templates.fill(template, values), pictures);
    }

    private List<Mail.Picture> pictures(Matter matter) {
        return matter.tickets().stream()
                .map(ticket -> new Mail.Picture(ticket.code(), QrImages.png(seal.seal(ticket))))
                .toList();
    }

    private static Map<String, Object> line(OrderLine line, Matter matter, Wording wording) {
        return Map.of(
                "quantity", line.quantity(),
                "type", matter.typeName(line.ticketTypeId()),
                "price", wording.money(line.total()));
    }

    private static Map<String, Object> ticket(Ticket ticket, Matter matter) {
        return Map.of(
                "code", ticket.code(),
                "type", matter.typeName(ticket.ticketTypeId()),
                "attendee", ticket.attendee().name());
    }
}
