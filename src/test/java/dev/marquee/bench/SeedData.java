package dev.marquee.bench;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** The data of the benchmark: {@code bench/seed.sql} and how its ids follow from numbers. */
final class SeedData {

    static final int FIRST_BUYER = 101;
    static final int BUYERS = 1_000;
    static final int STEWARD = 1_101;

    private static final Path SCRIPT = Path.of("bench", "seed.sql");
    private static final int NUMBER_CHARACTERS = 9;

    private SeedData() {}

    /** Fills a migrated and otherwise empty database. */
    static void load(String jdbcUrl, int events, int tickets) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, LocalPostgres.ROLE, LocalPostgres.ROLE);
                Statement statement = connection.createStatement()) {
            set(
                    connection,
                    Map.of(
                            "bench.events", Integer.toString(events),
                            "bench.tickets", Integer.toString(tickets),
                            "bench.spread", Integer.toString(Options.spread(events)),
                            "bench.person", prefix(person(0).toString()),
                            "bench.order", prefix(new OrderId(uuid(4, 0)).toString())));
            connection.setAutoCommit(false);
            statement.execute(script());
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
    }

    /** The subject of the person with this number in tokens, and with it the e-mail address. */
    static String subject(int person) {
        return "bench-" + person;
    }

    static PersonId person(int number) {
        return new PersonId(uuid(1, number));
    }

    static EventId event(int number) {
        return new EventId(uuid(2, number));
    }

    /** The id of an event's ticket type, of which each event has at most five from place 1 on. */
    static TicketTypeId ticketType(int event, int place) {
        return new TicketTypeId(uuid(3, 5L * event + place));
    }

    /** The part of a TypeID that stands before the base32 of its number. */
    static String prefix(String typeId) {
        return typeId.substring(0, typeId.length() - NUMBER_CHARACTERS);
    }

    private static UUID uuid(int kind, long number) {
        return UUID.fromString("01970000-0000-7000-900%d-%012x".formatted(kind, number));
    }

    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, false)")) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.setString(1, setting.getKey());
                statement.setString(2, setting.getValue());
                statement.execute();
            }
        }
    }

    private static String script() {
        try {
            return Files.readString(SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
