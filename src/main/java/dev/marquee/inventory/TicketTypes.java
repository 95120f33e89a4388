package dev.marquee.inventory;

import dev.marquee.shared.TicketTypeId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Ticket types as other modules find them, whoever asks. */
public interface TicketTypes {

    /** Ticket types by id, in one statement; unknown ones are left out. */
    Mono<Map<TicketTypeId, TicketType>> byIds(Collection<TicketTypeId> ids);
}
