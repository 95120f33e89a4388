package dev.marquee.platform.transport;

/** What arrived is no GraphQL request at all. */
public final class MalformedRequest extends RuntimeException {

    public MalformedRequest(String message) {
        super(message, null, false, false);
    }
}
