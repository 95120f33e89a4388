package dev.marquee.identity;

import de.fxlae.typeid.TypeId;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the event of an id: of its own, or of something that belongs to one event. */
@Component
public class EventLookup {

    private final Map<String, EventOwned> kinds;

    public EventLookup(ObjectProvider<EventOwned> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(EventOwned::prefix, Function.identity()));
    }

    /** The event; {@code BAD_USER_INPUT} naming the field for an id of no such kind, {@code NOT_FOUND} for none. */
    public Mono<EventId> eventOf(String id, ArgumentPath field) {
        TypeId typed = parsed(id, field);
        if (typed.getPrefix().equals(EventId.PREFIX)) {
            return Mono.just(new EventId(typed.getUuid()));
        }
        EventOwned kind = kinds.get(typed.getPrefix());
        if (kind == null) {
            throw malformed(field);
        }
        return kind.eventOf(typed.getUuid()).switchIfEmpty(Mono.error(() -> ApiError.notFound("thing")));
    }

    /** The gate of something that happened at one; {@code NOT_FOUND} for everything else. */
    public Mono<String> gateOf(String id, ArgumentPath field) {
        TypeId typed = parsed(id, field);
        return Mono.justOrEmpty(kinds.get(typed.getPrefix()))
                .flatMap(kind -> kind.gateOf(typed.getUuid()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("thing")));
    }

    /** The event of its own id; {@code BAD_USER_INPUT} naming the field for any other. */
    public EventId eventItself(String id, ArgumentPath field) {
        TypeId typed = parsed(id, field);
        if (!typed.getPrefix().equals(EventId.PREFIX)) {
            throw malformed(field);
        }
        return new EventId(typed.getUuid());
    }

    private static TypeId parsed(String id, ArgumentPath field) {
        try {
            return TypeId.parse(id);
        } catch (RuntimeException unreadable) {
            throw malformed(field);
        }
    }

    private static ApiError malformed(ArgumentPath field) {
        return ApiError.badInput(field.toString(), "'" + field + "' is no id of this kind.");
    }
}
