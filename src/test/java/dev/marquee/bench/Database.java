package dev.marquee.bench;

import dev.marquee.dev.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into a database, and changes it, beside the server. */
final class Database {

    private final String jdbcUrl;
    private @Nullable Connection changing;

    Database(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Carries out statements, each of which commits by itself. */
    void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only value of a query's only row; empty for null. */
    String value(String sql) {
        String value = values(sql).getFirst();
        return value == null ? "" : value;
    }

    /** The first value of each row. */
    List<String> values(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows over a connection that stays open, and returns the first value that came of it. */
    synchronized String change(String sql) {
        try {
            if (changing == null) {
                changing = connect();
            }
            try (Statement statement = changing.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, LocalPostgres.ROLE, LocalPostgres.ROLE);
    }
}
