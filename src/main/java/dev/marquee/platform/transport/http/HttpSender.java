package dev.marquee.platform.transport.http;

import dev.marquee.platform.transport.RequestId;
import dev.marquee.platform.transport.Sender;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Tells who sent an HTTP request. */
final class HttpSender {

    private HttpSender() {}

    static Sender of(ServerRequest request) {
        return new Sender(
                request.uri(),
                request.headers().asHttpHeaders(),
                request.cookies(),
                request.remoteAddress().orElse(null),
                request.attributes(),
                RequestId.of(request.headers().asHttpHeaders()));
    }
}
