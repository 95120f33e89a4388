package dev.marquee.platform.audit;

import dev.marquee.platform.Administrators;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.AuditId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The audit log, for administrators. */
@Controller
class AuditController implements NodeSource {

    private static final String LIST = "auditLog";

    private final AuditStore store;
    private final Cursors cursors;

    AuditController(AuditStore store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    @QueryMapping
    Mono<Page<AuditEntry>> auditLog(
            @Argument @Nullable AuditFilter filter,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        PageRequest page = PageRequest.forward(first, after);
        return store.page(filter == null ? AuditFilter.NONE : filter, page, ListPlace.of(page, cursors, LIST))
                .map(rows -> Page.of(rows, page, this::cursor));
    }

    @Override
    public String prefix() {
        return AuditId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, AuditEntry>> find(Collection<UUID> ids) {
        return Administrators.calling()
                .flatMapMany(administrator -> store.byIds(ids))
                .collectMap(entry -> entry.id().value());
    }

    private String cursor(AuditEntry entry) {
        return new ListPlace(entry.at(), entry.id().value()).cursor(cursors, LIST);
    }
}
