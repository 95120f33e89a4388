package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.MarqueeProcess;
import dev.marquee.dev.Ports;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.EmulatorSettings;
import dev.marquee.dev.stripe.StripeEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was promised outlives the process that promised it. */
class RestartTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = Ports.free();
    private final String database = TestServices.freshDatabase();
    private final StripeEmulator stripe = StripeEmulator.start(EmulatorSettings.defaults()
            .withWebhooks("http://127.0.0.1:" + port + "/webhooks/stripe", EmulatorSettings.WEBHOOK_SECRET));

    @Test
    void issuesTheTicketsOnceWhenKilledBetweenPaymentAndTickets() throws SQLException {
        MarqueeProcess first = MarqueeProcess.start(port, settings());
        Api api = Api.at(port);
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 1_000, 10);
        Shop.Placed placed = Shop.order(api.as(TestTokens.user().signed()), offer, 3);
        try (Connection blocker = connect()) {
            blocker.setAutoCommit(false);
            query(blocker, "select count(*) from (select id from orders for update) locked");
            Shop.pay(stripe, placed, "pm_card_visa");
            try (Connection watcher = connect()) {
                await().atMost(PATIENCE)
                        .until(() ->
                                query(watcher, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                        > 0);
            }
            first.kill();
            blocker.rollback();
            assertThat(query(blocker, "select count(*) from ticket")).isZero();
        }

        try (MarqueeProcess second = MarqueeProcess.start(port, settings());
                Connection books = connect()) {
            resend("payment_intent.succeeded");
            await().atMost(PATIENCE).until(() -> query(books, "select count(*) from ticket") > 0);
            resend("payment_intent.succeeded");
            await().atMost(PATIENCE)
                    .until(() -> query(books, "select count(*) from outbox where state = 'WAITING'") == 0);

            assertThat(query(books, "select count(*) from ticket")).isEqualTo(3);
            assertThat(query(books, "select sold from ticket_type")).isEqualTo(3);
            assertThat(query(books, "select count(*) from ledger_entry where kind = 'SALE'"))
                    .isEqualTo(1);
            assertThat(query(books, "select sum(amount) from posting")).isZero();
            assertThat(second).isNotNull();
        } finally {
            stripe.close();
        }
    }

    private void resend(String type) {
        stripe.events().stream()
                .filter(event -> event.get("type").asString().equals(type))
                .forEach(event ->
                        stripe.webhooks().resend(event.get("id").asString()).join());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(TestServices.properties(database));
        settings.put("marquee.payments.stripe.api-base", stripe.url());
        settings.put("marquee.payments.stripe.secret-key", EmulatorSettings.SECRET_KEY);
        settings.put("marquee.payments.stripe.webhook-secret", EmulatorSettings.WEBHOOK_SECRET);
        return settings;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                TestServices.postgres().jdbcUrl(database), LocalPostgres.ROLE, LocalPostgres.ROLE);
    }

    private static long query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
