package dev.marquee.payments;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Carries the calls of stripe-java, which wait for their answers, over connections that stay open. Its own client keeps
 * five of them, so that each call of a rush beyond those shook hands anew, and read a file of its jar for a header of each
 * call.
 */
@Component
class StripeConnections extends HttpClient implements DisposableBean {

    private static final Duration IDLE = Duration.ofSeconds(20);

    private final ConnectionProvider connections;
    private final reactor.netty.http.client.HttpClient http;
    private final String clientDescription = buildXStripeClientUserAgentString();

    StripeConnections(StripeSettings settings, LoopResources loops) {
        connections = ConnectionProvider.builder("stripe")
                .maxConnections(settings.concurrency())
                .maxIdleTime(IDLE)
                .build();
        http = reactor.netty.http.client.HttpClient.create(connections)
                .runOn(loops)
                .proxyWithSystemProperties()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .responseTimeout(settings.readTimeout());
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            return Objects.requireNonNull(answer(request).block());
        } catch (RuntimeException thrown) {
            throw unreachable(request, Exceptions.unwrap(thrown));
        }
    }

    private Mono<StripeResponse> answer(StripeRequest request) {
        return http.headers(headers -> {
                    request.headers().map().forEach(headers::set);
                    headers.set(HttpHeaderNames.USER_AGENT, buildUserAgentString(request));
                    headers.set("X-Stripe-Client-User-Agent", clientDescription);
                    if (request.content() != null) {
                        headers.set(
                                HttpHeaderNames.CONTENT_TYPE, request.content().contentType());
                    }
                })
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(request.url().toString())
                .send(Mono.fromSupplier(() -> request.content() == null
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.wrappedBuffer(request.content().byteArrayContent())))
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("")
                        .map(text -> new StripeResponse(response.status().code(), headers(response), text)));
    }

    private static HttpHeaders headers(HttpClientResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.responseHeaders()
                .forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                        .add(header.getValue()));
        return HttpHeaders.of(headers);
    }

    /** stripe-java tries again after what it knows as a failed connection or a timeout by the class of the cause. */
    private static ApiConnectionException unreachable(StripeRequest request, Throwable cause) {
        IOException known = cause instanceof IOException fault ? fault : new IOException(cause);
        if (cause instanceof ReadTimeoutException) {
            known = new SocketTimeoutException("no answer in time");
        }
        return new ApiConnectionException(
                "Stripe was not reached at " + request.url().getHost(), known);
    }

    @Override
    public void destroy() {
        connections.disposeLater().subscribe();
    }
}
