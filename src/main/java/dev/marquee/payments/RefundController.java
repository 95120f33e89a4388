package dev.marquee.payments;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.Role;
import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.RefundId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Refunds, for administrators. */
@Controller
class RefundController implements NodeSource {

    private final Refunds refunds;
    private final RefundStore store;
    private final OrderBook orders;

    RefundController(Refunds refunds, RefundStore store, OrderBook orders) {
        this.refunds = refunds;
        this.store = store;
        this.orders = orders;
    }

    @QueryMapping
    Mono<Page<Refund>> refunds(
            @Argument @Nullable RefundStatus status,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        return refunds.page(status, PageRequest.forward(first, after));
    }

    @MutationMapping
    Mono<RetryRefundResult> retryRefund(@Argument RetryRefundInput input, Caller caller) {
        return refunds.retry(input, caller);
    }

    @BatchMapping
    Mono<Map<Refund, Order>> order(List<Refund> refunds) {
        return OrdersOf.each(refunds, Refund::orderId, orders);
    }

    @Override
    public String prefix() {
        return RefundId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Refund>> find(Collection<UUID> ids) {
        return Callers.current()
                .filter(caller -> caller.has(Role.ADMIN))
                .flatMapMany(administrator -> store.byIds(ids))
                .collectMap(refund -> refund.id().value());
    }
}
