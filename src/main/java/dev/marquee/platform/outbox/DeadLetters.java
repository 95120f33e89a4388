package dev.marquee.platform.outbox;

import dev.marquee.platform.Administrators;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.OutboxId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows administrators what failed too often and tries it again when they say so. */
@Controller
class DeadLetters implements NodeSource {

    private static final String LIST = "deadLetters";

    private final OutboxTable table;
    private final Cursors cursors;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;

    DeadLetters(OutboxTable table, Cursors cursors, AuditTrail audit, TransactionalOperator transactions) {
        this.table = table;
        this.cursors = cursors;
        this.audit = audit;
        this.transactions = transactions;
    }

    record RetryDeadLetterInput(OutboxId id) {}

    record RetryDeadLetterSuccess(OutboxId id) {}

    @QueryMapping
    Mono<Page<DeadLetter>> deadLetters(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        PageRequest page = PageRequest.forward(first, after);
        List<Object> start = after == null ? List.of() : cursors.decode(LIST, after, "after");
        Instant createdAt = start.isEmpty() ? null : Instant.parse((String) start.get(0));
        UUID id = start.isEmpty() ? null : UUID.fromString((String) start.get(1));
        return table.deadLetters(page, createdAt, id).map(rows -> Page.of(rows, page, this::cursor));
    }

    @MutationMapping
    Mono<RetryDeadLetterSuccess> retryDeadLetter(@Argument RetryDeadLetterInput input) {
        return table.revive(input.id())
                .filter(revived -> revived)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("dead letter")))
                .flatMap(revived -> audit.record("retryDeadLetter", input.id(), null, null))
                .then(table.wake())
                .as(transactions::transactional)
                .thenReturn(new RetryDeadLetterSuccess(input.id()));
    }

    @Override
    public String prefix() {
        return OutboxId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, DeadLetter>> find(Collection<UUID> ids) {
        return Administrators.calling()
                .flatMapMany(administrator -> table.deadLetters(ids))
                .collectMap(letter -> letter.id().value());
    }

    private String cursor(DeadLetter letter) {
        return cursors.encode(
                LIST, letter.createdAt().toString(), letter.id().value().toString());
    }
}
