package dev.marquee.platform.transport.http;

import dev.marquee.platform.answers.Filling;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.transport.MalformedRequest;
import dev.marquee.platform.transport.Outcome;
import dev.marquee.platform.transport.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Writes answers with the status that GraphQL over HTTP asks for. */
final class Answers {

    /** When to try again what cannot be done for now. */
    static final String RETRY_AFTER_SECONDS = "1";

    private Answers() {}

    /** Runs the handler with the negotiated type; a request that is none becomes an answer that says why. */
    static Mono<ServerResponse> guarded(ServerRequest request, Function<AnswerType, Mono<ServerResponse>> handler) {
        var negotiated = AnswerType.negotiate(request.headers().accept());
        AnswerType type = negotiated.orElse(AnswerType.JSON);
        return Mono.defer(() -> negotiated.isEmpty()
                        ? Mono.error(new ResponseStatusException(HttpStatus.NOT_ACCEPTABLE, "Accept JSON or events"))
                        : handler.apply(type))
                .onErrorResume(
                        MalformedRequest.class,
                        malformed -> error(type, HttpStatus.BAD_REQUEST, malformed.getMessage()))
                .onErrorResume(
                        ResponseStatusException.class,
                        refused -> error(type, refused.getStatusCode(), refused.getReason()));
    }

    /** Writes an answer, and remembers it where it may be given again. */
    static Mono<ServerResponse> one(ServerRequest request, AnswerType type, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                byte[] body = StrictJson.write(answered.body());
                Filling.of(request.exchange())
                        .ifPresent(filling -> filling.keep(answered.body(), body, type.withCharset()));
                yield write(type, HttpStatus.OK, body);
            }
            case Outcome.Refused refused -> write(type, statusOf(type, refused), StrictJson.write(refused.body()));
            case Outcome.Live live -> throw new IllegalStateException("A stream was not asked for: " + live);
        };
    }

    static Mono<ServerResponse> all(AnswerType type, List<Outcome> outcomes) {
        return write(
                type,
                HttpStatus.OK,
                StrictJson.write(outcomes.stream().map(Answers::bodyOf).toList()));
    }

    static Map<String, @Nullable Object> bodyOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.body();
            case Outcome.Refused refused -> refused.body();
            case Outcome.Live live -> throw new IllegalStateException("A stream was not asked for: " + live);
        };
    }

    private static HttpStatusCode statusOf(AnswerType type, Outcome.Refused refused) {
        return type == AnswerType.GRAPHQL_RESPONSE || refused.always() ? refused.status() : HttpStatus.OK;
    }

    private static Mono<ServerResponse> error(AnswerType type, HttpStatusCode status, @Nullable String message) {
        String text = message == null ? "Bad request" : message;
        var error = Map.of("message", text, "extensions", Map.of("code", ErrorCode.BAD_USER_INPUT.name()));
        AnswerType written = type == AnswerType.EVENT_STREAM ? AnswerType.JSON : type;
        return write(written, status, StrictJson.write(Map.of("errors", List.of(error))));
    }

    private static Mono<ServerResponse> write(AnswerType type, HttpStatusCode status, byte[] body) {
        var response = ServerResponse.status(status).contentType(type.withCharset());
        if (status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
            response.allow(HttpMethod.POST);
        }
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE) || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.contentLength(body.length).build((exchange, context) -> {
            ServerHttpResponse written = exchange.getResponse();
            return written.writeWith(Mono.just(written.bufferFactory().wrap(body)));
        });
    }
}
