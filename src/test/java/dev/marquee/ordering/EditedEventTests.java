package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.Waiting;
import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome;
import dev.marquee.inventory.Inventory;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Edits of events beside sales that are judged by what is edited. */
@OrderingTest
class EditedEventTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private BoxOffice shop;

    @Autowired
    private Inventory inventory;

    @Autowired
    private TransactionalOperator transactions;

    private final Instant start = Instant.now().plus(Duration.ofDays(10));

    @ParameterizedTest
    @CsvSource({"startsAt, 1", "endsAt, 20"})
    void movesTheTimesOnlyBetweenSales(String field, int days) {
        Sale sale = shop.sale(10, 0, 2);
        CompletableFuture<Void> edited =
                besideASale(sale, field, start.plus(Duration.ofDays(days - 10)).toString(), whileItWaits());
        edited.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void editsTheRestBesideSales() {
        Sale sale = shop.sale(10, 0, 2);
        CompletableFuture<Void> edited = besideASale(sale, "description", "Better music", Mono::fromFuture);
        assertThat(edited).isCompleted();
    }

    /** What a sale that is under way waits for before it ends. */
    private interface Ending {
        Mono<?> of(CompletableFuture<Void> edit);
    }

    /** Ends the sale as soon as the edit waits for it. */
    private Ending whileItWaits() {
        return edit -> Waiting.untilSomebodyDoes(shop.database())
                .doOnNext(waiting -> assertThat(edit).isNotDone());
    }

    /** Edits an event while tickets of it are being taken, which comes to nothing in the end. */
    private CompletableFuture<Void> besideASale(Sale sale, String field, String value, Ending ending) {
        CompletableFuture<Void> edited = new CompletableFuture<>();
        Claim claim = claim(sale);
        transactions
                .execute(transaction -> {
                    transaction.setRollbackOnly();
                    return inventory
                            .claim(List.of(claim))
                            .doOnNext(EditedEventTests::isGranted)
                            .doOnNext(granted -> edited.completeAsync(() -> edit(sale, field, value)))
                            .flatMap(granted -> ending.of(edited).then());
                })
                .then()
                .block(PATIENCE);
        return edited;
    }

    private static void isGranted(List<ClaimOutcome> outcomes) {
        assertThat(outcomes).singleElement().isInstanceOf(ClaimOutcome.Claimed.class);
    }

    private Claim claim(Sale sale) {
        Instant now = Instant.now();
        String me = shop.as(TestTokens.user().signed(), "{ me { id } }", Map.of())
                .path("me.id")
                .entity(String.class)
                .get();
        return new Claim(
                OrderId.next(),
                EventId.of(sale.event()),
                PersonId.of(me),
                List.of(new Claim.Line(TicketTypeId.of(sale.ticketType()), 1)),
                now,
                now.plusSeconds(600),
                false);
    }

    private Void edit(Sale sale, String field, String value) {
        shop.as(shop.organizer(), """
                mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { __typename } }
                """, Map.of("input", Map.of("eventId", sale.event(), field, value)))
                .path("updateEvent.__typename")
                .entity(String.class)
                .isEqualTo("UpdateEventSuccess");
        return null;
    }
}
