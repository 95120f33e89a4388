package dev.marquee.ticketing;

import dev.marquee.identity.Callers;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.shared.TicketId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves the QR code of a ticket as an image to whoever may see the ticket. */
@Configuration(proxyBeanMethods = false)
class QrRoutes {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    private final TicketAccess access;
    private final TicketSeal seal;

    QrRoutes(TicketAccess access, TicketSeal seal) {
        this.access = access;
        this.seal = seal;
    }

    @Bean
    RouterFunction<ServerResponse> qrImages() {
        return RouterFunctions.route()
                .GET("/tickets/{ticketId}/qr.png", request -> image(request, MediaType.IMAGE_PNG, QrImages::png))
                .GET("/tickets/{ticketId}/qr.svg", request -> image(request, SVG, QrRoutes::svg))
                .build();
    }

    private Mono<ServerResponse> image(ServerRequest request, MediaType type, Function<String, byte[]> draw) {
        return Callers.current()
                .switchIfEmpty(Mono.error(() -> ApiError.unauthenticated("Sign in to see a ticket.")))
                .flatMap(caller -> access.find(ticketId(request)))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("ticket")))
                .flatMap(ticket -> elsewhere(() -> draw.apply(seal.seal(ticket))))
                .flatMap(bytes -> ServerResponse.ok()
                        .contentType(type)
                        .headers(QrRoutes::strict)
                        .bodyValue(bytes))
                .onErrorResume(ApiError.class, QrRoutes::refused);
    }

    private static TicketId ticketId(ServerRequest request) {
        try {
            return TicketId.of(request.pathVariable("ticketId"));
        } catch (IllegalArgumentException malformed) {
            throw ApiError.notFound("ticket");
        }
    }

    /** Drawing takes milliseconds of pure computing, which the event loop shall not lose. */
    private static Mono<byte[]> elsewhere(Callable<byte[]> drawing) {
        return Mono.fromCallable(drawing).subscribeOn(Schedulers.boundedElastic());
    }

    private static byte[] svg(String payload) {
        return QrImages.svg(payload).getBytes(StandardCharsets.UTF_8);
    }

    private static void strict(HttpHeaders headers) {
        headers.setCacheControl(CacheControl.noStore().cachePrivate());
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
    }

    private static Mono<ServerResponse> refused(ApiError error) {
        HttpStatus status = error.code() == ErrorCode.UNAUTHENTICATED ? HttpStatus.UNAUTHORIZED : HttpStatus.NOT_FOUND;
        Map<String, Object> body = Map.of(
                "message",
                String.valueOf(error.getMessage()),
                "extensions",
                Map.of("code", error.code().name()));
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(QrRoutes::strict)
                .bodyValue(Map.of("errors", List.of(body)));
    }
}
