package dev.marquee.identity.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.schedule.Repeated;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What becomes of those who came along when the person who named them has left. */
@MarqueeTest
class GuestPrivacyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken person = TestTokens.user();

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private List<Repeated> repeated;

    private GuestDesk guests;

    @BeforeEach
    void open() {
        guests = new GuestDesk(api);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesGuestsTheirNamesUntilTheEventIsOver(boolean over) {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = guests.bought(person.signed(), offer, person.subject() + "@marquee.test");
        if (over) {
            end(offer);
        }

        delete().path("result.deletedAt").hasValue();

        assertThat(guests.attendees(order)).containsExactlyInAnyOrder("", over ? "" : "Guest of guest@marquee.test");
        assertThat(guestsOf(order)).isEqualTo(over ? 0 : 1);
    }

    @Test
    void forgetsGuestsOnceTheEventIsOver() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = guests.bought(person.signed(), offer, person.subject() + "@marquee.test");
        delete().path("result.deletedAt").hasValue();
        assertThat(guestsOf(order)).isOne();

        end(offer);
        Flux.fromIterable(repeated)
                .filter(work -> work.getClass().getSimpleName().equals("GuestsOfTheDeleted"))
                .concatMap(Repeated::once)
                .blockLast(PATIENCE);

        assertThat(guests.attendees(order)).containsOnly("");
        assertThat(guestsOf(order)).isZero();
    }

    private void end(Shop.Offer offer) {
        database.sql("update event set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' "
                        + "where id = :id")
                .bind("id", EventId.of(offer.eventId()).value())
                .then()
                .block();
    }

    private GraphQlTester.Response delete() {
        return api.as(person.signed())
                .document("""
                        mutation($email: String!) { result: deleteMyAccount(input: {email: $email}) {
                          ... on DeleteMyAccountSuccess { deletedAt } } }""")
                .variable("email", person.subject() + "@marquee.test")
                .execute();
    }

    private long guestsOf(String order) {
        return database.sql("""
                        select count(*) from order_line l, jsonb_array_elements(l.attendees) a
                        where l.order_id = :order and a ->> 'name' <> ''
                        """)
                .bind("order", OrderId.of(order).value())
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }
}
