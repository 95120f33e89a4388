package dev.marquee.dev;

/** A local service that did not start, told in one sentence for the person at the terminal. */
public final class ServiceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceFailure(String message) {
        super(message);
    }

    ServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
