package dev.marquee.ordering;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Lets a transaction ask for room by an error, and repeats it after that was made. */
@Service
class LateSettling implements Settling {

    private final ExpiredOrders expired;

    LateSettling(ExpiredOrders expired) {
        this.expired = expired;
    }

    /** Whether somebody makes room after {@link HoldsInTheWay} in this context. */
    static boolean repeats(ContextView context) {
        return context.hasKey(LateSettling.class);
    }

    @Override
    public <T> Mono<T> run(Mono<T> transaction) {
        return attempt(transaction)
                .onErrorResume(
                        HoldsInTheWay.class,
                        missing -> expired.close(missing.wanted())
                                .flatMap(closed -> closed > 0 ? run(transaction) : transaction));
    }

    @Override
    public <T> Mono<T> attempt(Mono<T> transaction) {
        return transaction.contextWrite(context -> context.put(LateSettling.class, true));
    }
}
