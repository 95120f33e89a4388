package dev.marquee.platform.transport.http;

import dev.marquee.platform.answers.ReadBody;
import dev.marquee.platform.limits.LimitSettings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Reads a JSON body up to the limit, and says with the right status why it cannot. */
@Component
class RequestBody {

    private final int limit;

    RequestBody(LimitSettings limits) {
        this.limit = limits.bodyBytes();
    }

    Mono<byte[]> read(ServerRequest request) {
        requireJson(request.headers().asHttpHeaders());
        if (request.headers().contentLength().orElse(0) > limit) {
            return Mono.error(tooLarge());
        }
        byte[] known = ReadBody.of(request.exchange());
        if (known != null && known.length > 0) {
            return Mono.just(known);
        }
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), limit)
                .map(RequestBody::bytes)
                .onErrorMap(DataBufferLimitException.class, tooMuch -> tooLarge())
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "No body")));
    }

    private static void requireJson(HttpHeaders headers) {
        MediaType type = contentType(headers);
        Charset charset = type.getCharset();
        if (!type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                || (charset != null && !charset.equals(StandardCharsets.UTF_8))
                || headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw unsupported();
        }
    }

    private static MediaType contentType(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            if (type == null) {
                throw unsupported();
            }
            return type;
        } catch (InvalidMediaTypeException malformed) {
            throw unsupported();
        }
    }

    private static ResponseStatusException unsupported() {
        return new ResponseStatusException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send `Content-Type: application/json` in UTF-8");
    }

    private ResponseStatusException tooLarge() {
        return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "A body may have " + limit + " bytes");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
