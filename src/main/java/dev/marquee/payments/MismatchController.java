package dev.marquee.payments;

import dev.marquee.identity.Callers;
import dev.marquee.identity.Role;
import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.MismatchId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Shows administrators the payments that differ from what was asked for. */
@Controller
class MismatchController implements NodeSource {

    private static final String LIST = "paymentMismatches";

    private final MismatchStore store;
    private final OrderBook orders;
    private final Cursors cursors;

    MismatchController(MismatchStore store, OrderBook orders, Cursors cursors) {
        this.store = store;
        this.orders = orders;
        this.cursors = cursors;
    }

    @QueryMapping
    Mono<Page<PaymentMismatch>> paymentMismatches(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        PageRequest page = PageRequest.forward(first, after);
        return store.page(page, ListPlace.of(page, cursors, LIST)).map(rows -> Page.of(rows, page, this::cursor));
    }

    @BatchMapping
    Mono<Map<PaymentMismatch, Order>> order(List<PaymentMismatch> mismatches) {
        return OrdersOf.each(mismatches, PaymentMismatch::orderId, orders);
    }

    @Override
    public String prefix() {
        return MismatchId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, PaymentMismatch>> find(Collection<UUID> ids) {
        return Callers.current()
                .filter(caller -> caller.has(Role.ADMIN))
                .flatMapMany(administrator -> store.byIds(ids))
                .collectMap(mismatch -> mismatch.id().value());
    }

    private String cursor(PaymentMismatch mismatch) {
        return new ListPlace(mismatch.recordedAt(), mismatch.id().value()).cursor(cursors, LIST);
    }
}
