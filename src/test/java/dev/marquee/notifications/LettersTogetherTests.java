package dev.marquee.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** How many SQL statements many letters take. */
@MarqueeTest
class LettersTogetherTests {

    private static final int LETTERS = 12;
    private static final int OF_ONE_LETTER = 5;

    @Autowired
    private Api api;

    @Autowired
    private OrderLetters letters;

    @Autowired
    private Statements statements;

    @Test
    void readsForAllLettersOfTheMomentTogether() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, LETTERS);
        List<OrderId> orders = Stream.generate(() ->
                        Shop.order(api.as(TestTokens.user().signed()), offer, 1).orderId())
                .limit(LETTERS)
                .map(OrderId::of)
                .toList();
        List<String> read = statements.fewestOver(
                "orders|event|ticket|ticket_type|person",
                () -> assertThat(Flux.fromIterable(orders)
                                .flatMap(order -> letters.about(order, "order-paid"))
                                .collectList()
                                .block())
                        .hasSize(LETTERS));
        assertThat(read).hasSizeBetween(OF_ONE_LETTER, LETTERS * OF_ONE_LETTER / 2);
    }
}
