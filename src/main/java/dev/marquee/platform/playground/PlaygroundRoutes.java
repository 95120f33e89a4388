package dev.marquee.platform.playground;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves the page at `/` and its files under `/playground/`. */
final class PlaygroundRoutes {

    private static final ClassPathResource FILES = new ClassPathResource("playground/");

    private final ContentSecurityPolicy policy;
    private final PlaygroundConfig config;
    private final String page;

    PlaygroundRoutes(PlaygroundSettings settings) {
        policy = new ContentSecurityPolicy(settings.issuer());
        config = new PlaygroundConfig(settings.issuer(), settings.clientId(), Examples.load());
        page = readPage();
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/"), this::page)
                .andRoute(GET("/playground/config.json"), this::config)
                .and(RouterFunctions.resources("/playground/**", FILES, PlaygroundRoutes::cacheButAsk));
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        String nonce = ContentSecurityPolicy.newNonce();
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy.header(nonce))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .bodyValue(page.replace("{{nonce}}", nonce));
    }

    private Mono<ServerResponse> config(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(config);
    }

    private static void cacheButAsk(Resource file, HttpHeaders headers) {
        headers.setCacheControl(CacheControl.noCache());
        headers.set("X-Content-Type-Options", "nosniff");
        try {
            headers.setLastModified(file.lastModified());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readPage() {
        try {
            return FILES.createRelative("index.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
