package dev.marquee.platform.transport.socket;

import org.springframework.web.reactive.socket.CloseStatus;

/** The reasons for which the server closes a WebSocket. */
final class Closing {

    static final CloseStatus DONE = CloseStatus.NORMAL;
    static final CloseStatus SHUTDOWN = CloseStatus.GOING_AWAY.withReason("The server stops");
    static final CloseStatus SILENT = CloseStatus.GOING_AWAY.withReason("No sign of life");
    static final CloseStatus TOO_BIG = CloseStatus.TOO_BIG_TO_PROCESS;
    static final CloseStatus FAULT = CloseStatus.SERVER_ERROR;
    static final CloseStatus FULL = CloseStatus.SERVICE_OVERLOAD.withReason("Too many connections");
    static final CloseStatus ADDRESS_FULL =
            CloseStatus.SERVICE_OVERLOAD.withReason("Too many connections from this address");
    static final CloseStatus UNKNOWN = CloseStatus.SERVICE_OVERLOAD.withReason("The token cannot be checked now");
    static final CloseStatus MALFORMED = new CloseStatus(4400, "Invalid message");
    static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Unauthorized");
    static final CloseStatus FORBIDDEN = new CloseStatus(4403, "Forbidden");
    static final CloseStatus OTHER_PROTOCOL = new CloseStatus(4406, "Subprotocol not acceptable");
    static final CloseStatus NOT_INITIALISED = new CloseStatus(4408, "Connection initialisation timeout");
    static final CloseStatus DUPLICATE = new CloseStatus(4409, "Subscriber for this id already exists");
    static final CloseStatus INITIALISED_TWICE = new CloseStatus(4429, "Too many initialisation requests");

    private Closing() {}
}
