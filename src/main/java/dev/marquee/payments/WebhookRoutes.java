package dev.marquee.payments;

import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Where Stripe sends its messages to; whatever is not answered by 200, Stripe sends again. */
@Configuration(proxyBeanMethods = false)
class WebhookRoutes {

    private static final Logger log = LoggerFactory.getLogger(WebhookRoutes.class);
    private static final int LARGEST = 256 * 1024;

    private final StripeEvents events;
    private final StripeSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    WebhookRoutes(StripeEvents events, StripeSettings settings, JsonMapper json, Clock clock) {
        this.events = events;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> stripeWebhook() {
        return RouterFunctions.route().POST("/webhooks/stripe", this::receive).build();
    }

    private Mono<ServerResponse> receive(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), LARGEST)
                .map(WebhookRoutes::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> isSigned(request, body)
                        ? accept(body)
                        : answer(HttpStatus.BAD_REQUEST, Map.of("error", "The signature is not valid.")))
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> answer(HttpStatus.CONTENT_TOO_LARGE, Map.of("error", "The message is too large.")));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private boolean isSigned(ServerRequest request, byte[] body) {
        return WebhookSignature.isRight(
                request.headers().firstHeader("Stripe-Signature"),
                body,
                settings.webhookSecret(),
                clock.instant(),
                settings.tolerance());
    }

    private Mono<ServerResponse> accept(byte[] body) {
        return Mono.fromCallable(() -> StripeEvent.read(json, body))
                .flatMap(event -> events.receive(event)
                        .then(answer(HttpStatus.OK, Map.of("received", true)))
                        .onErrorResume(fault -> failed(event, fault)))
                .onErrorResume(
                        IllegalArgumentException.class,
                        malformed -> answer(HttpStatus.BAD_REQUEST, Map.of("error", "The message is malformed.")));
    }

    private static Mono<ServerResponse> failed(StripeEvent event, Throwable fault) {
        log.error("Stripe's {} {} failed and is expected again", event.type(), event.id(), fault);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, Map.of("error", "Send it again."));
    }

    private static Mono<ServerResponse> answer(HttpStatus status, Map<String, ?> body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }
}
