package dev.marquee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data and the floors of the benchmark fit the schema as it is. */
class BenchDataTests {

    private static final int EVENTS = 24;
    private static final int TICKETS = 203;
    private static final Map<String, Integer> VARIABLES = Map.of(
            "n",
            3,
            "buyer",
            101,
            "category",
            1,
            "base",
            0,
            "i",
            0,
            "client_id",
            0,
            "clients",
            1,
            "event",
            1,
            "events",
            EVENTS);

    private static final String DATABASE = TestServices.freshDatabase();
    private static Connection connection;

    @BeforeAll
    static void load() throws SQLException {
        String url = TestServices.postgres().jdbcUrl(DATABASE);
        SeedData.load(url, EVENTS, TICKETS);
        connection = DriverManager.getConnection(url, LocalPostgres.ROLE, LocalPostgres.ROLE);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void fillsAConsistentDatabase() throws SQLException {
        assertThat(value("select count(*) from event where status = 'PUBLISHED'"))
                .isEqualTo("24");
        assertThat(value("select count(*) from ticket where status = 'VALID'")).isEqualTo("203");
        assertThat(value("select count(*) > 0 and sum(amount) = 0 from posting"))
                .isEqualTo("t");
        assertThat(Invariants.broken(TestServices.postgres().r2dbcUrl(DATABASE)))
                .isEmpty();
    }

    @Test
    void numbersWhatTheLoadNames() throws SQLException {
        assertThat(value("select slug from event where id = '"
                        + SeedData.event(7).value() + "'"))
                .isEqualTo("bench-7");
        assertThat(value("select price || ' of ' || quantity from ticket_type where id = '"
                        + SeedData.ticketType(1, 1).value() + "'"))
                .isEqualTo("0 of 1000000");
        assertThat(value("select price from ticket_type where id = '"
                        + SeedData.ticketType(Options.spread(EVENTS) + 1, 1).value() + "'"))
                .isEqualTo("1013");
        assertThat(value("select count(*) from ledger_account where code = 'organizer:" + SeedData.person(1) + "'"))
                .isEqualTo("1");
        assertThat(value("select event_id from ticket where code = '0000-0000-0009'"))
                .isEqualTo(SeedData.event(3).value().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "w1b", "w2", "w3"})
    void hasFloorsThatAnswerAndLeaveTheDatabaseConsistent(String floor) throws SQLException, IOException {
        String statement = Pattern.compile("(?<!:):([a-z_]+)")
                .matcher(Files.readString(Path.of("bench", "floors", floor + ".sql"))
                        .replaceAll("(?m)^\\\\set.*$", ""))
                .replaceAll(variable -> String.valueOf(VARIABLES.get(variable.group(1))));

        assertThat(value(statement)).isNotEmpty();
        assertThat(Invariants.broken(TestServices.postgres().r2dbcUrl(DATABASE)))
                .isEmpty();
    }

    private static String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
