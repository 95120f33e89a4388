package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server works with a role that owns nothing and may do no more than it has to. */
class DatabaseRolesTests {

    private final String database = TestServices.freshDatabase();

    @Test
    void sellsWithARoleThatOwnsNothing() throws SQLException {
        int port = Ports.free();
        EmulatorSettings webhooks = EmulatorSettings.defaults()
                .withWebhooks("http://127.0.0.1:" + port + "/webhooks/stripe", EmulatorSettings.WEBHOOK_SECRET);
        try (StripeEmulator stripe = StripeEmulator.start(webhooks);
                RunningMarquee marquee = RunningMarquee.start(
                        database,
                        Map.of(
                                "server.port",
                                port,
                                "spring.r2dbc.username",
                                LocalPostgres.SERVER_ROLE,
                                "spring.r2dbc.password",
                                LocalPostgres.SERVER_ROLE,
                                "marquee.payments.stripe.api-base",
                                stripe.url()))) {
            var organizer = marquee.api().as(TestTokens.organizer().signed());
            var buyer = marquee.api().as(TestTokens.user().signed());

            assertThat(Shop.order(buyer, Shop.publish(organizer, 0, 5), 1).status())
                    .isEqualTo("PAID");
            Shop.pay(stripe, Shop.order(buyer, Shop.publish(organizer, 1_000, 5), 1), "pm_card_visa");

            await().until(() -> rows("select code from ticket").size() == 2);
            assertThat(rows("select sum(amount) from posting")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update posting set amount = amount + 1",
                "update ledger_entry set reference = ''",
                "update ledger_entry set id = id",
                "update ledger_account set code = ''",
                "update audit_entry set action = ''",
                "delete from posting",
                "delete from ledger_entry",
                "delete from audit_entry",
                "truncate posting",
                "truncate outbox",
                "alter table posting disable trigger all",
                "create table mine ()",
                "select * from flyway_schema_history"
            })
    void keepsWhatIsNotNeededFromTheServer(String sql) throws SQLException {
        try (Connection server = connect(LocalPostgres.SERVER_ROLE)) {
            assertThatThrownBy(() -> run(server, sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void followsWhatLaterMigrationsCreateAndRevoke() throws SQLException {
        try (Connection owner = connect(LocalPostgres.ROLE);
                Connection server = connect(LocalPostgres.SERVER_ROLE)) {
            run(owner, "create table later (id integer, serial serial)");
            migrate();
            run(server, "insert into later (id) values (1)");
            run(server, "update later set id = 2");

            run(owner, "revoke update on later from current_user");
            migrate();
            assertThatThrownBy(() -> run(server, "update later set id = 3")).hasMessageContaining("permission denied");
            run(server, "delete from later");
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(TestServices.postgres().jdbcUrl(database), LocalPostgres.ROLE, LocalPostgres.ROLE)
                .placeholders(Map.of("server-role", LocalPostgres.SERVER_ROLE))
                .load()
                .migrate();
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(TestServices.postgres().jdbcUrl(database), role, role);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection owner = connect(LocalPostgres.ROLE);
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
