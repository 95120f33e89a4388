package dev.marquee.platform.errors;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells the database's being out of reach, or too slow, from faults that trying again does not heal. */
public final class Outage {

    private Outage() {}

    /** Whether the same call may succeed later. */
    public static boolean explains(Throwable thrown) {
        return switch (thrown) {
            case TransientDataAccessException passing -> true;
            case DataAccessResourceFailureException down -> true;
            case CannotCreateTransactionException down -> true;
            case R2dbcNonTransientResourceException down -> true;
            case R2dbcTransientException passing -> true;
            case TimeoutException late -> true;
            default -> false;
        };
    }
}
