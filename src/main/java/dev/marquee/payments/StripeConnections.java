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
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Carries the calls of stripe-java, which wait for their answers, over connections that stay open. The client that
 * stripe-java brings keeps five, so that most calls of a rush shake hands anew, and reads a file of its jar for a header of
 * each call.
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
                .responseSingle((response, body) -> body.asString(StandardCharsets.UTF_8)
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

    private static ApiConnectionException unreachable(StripeRequest request, Throwable cause) {
        return new ApiConnectionException(
                "Stripe was not reached at %s: %s".formatted(request.url().getHost(), cause), known(cause));
    }

    /**
     * The fault as stripe-java knows it, which tries again after a timeout and where there is no connection, e.g. since
     * Stripe has just closed the one that was kept. That does nothing twice: what changes something has a key.
     */
    private static Throwable known(Throwable cause) {
        return switch (cause) {
            case ReadTimeoutException late -> new SocketTimeoutException("no answer in time");
            case UnknownHostException unknown -> unknown;
            case SSLException distrusted -> distrusted;
            case IOException lost -> new ConnectException(lost.toString());
            default -> cause;
        };
    }

    @Override
    public void destroy() {
        connections.disposeLater().subscribe();
    }
}
