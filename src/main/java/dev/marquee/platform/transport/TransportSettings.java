package dev.marquee.platform.transport;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Who may reach the API from where, and how connections are kept.
 *
 * @param allowedOrigins origins besides the server's own whose pages may call the API
 * @param persistedDocuments JSON object of SHA-256 digests and the documents that are known by them
 * @param persistedOnly whether only documents of {@code persistedDocuments} are executed
 * @param automaticDocuments documents that clients register by themselves and that are kept; 0 refuses them
 * @param requestTime time in which a request must have arrived, counted from its head on
 * @param idleTime time for which a connection may wait for the head of its next request
 * @param initTimeout time in which a WebSocket has to be initialised
 * @param keepAlive time between two signs of life on a WebSocket or an event stream
 * @param patience how late most may be answered before so many newcomers are refused that the others wait half as long;
 *     0 refuses nobody
 * @param shareStreams whether streams that are the same for everybody are worked out once for all who ask
 * @param shutdownGrace time that operations in flight have to end when the server stops
 */
@Validated
@ConfigurationProperties("marquee.http")
public record TransportSettings(
        @DefaultValue({}) @NotNull List<String> allowedOrigins,
        @Nullable Resource persistedDocuments,
        @DefaultValue("false") boolean persistedOnly,
        @DefaultValue("1000") int automaticDocuments,
        @DefaultValue("20s") @NotNull Duration requestTime,
        @DefaultValue("75s") @NotNull Duration idleTime,
        @DefaultValue("10s") @NotNull Duration initTimeout,
        @DefaultValue("15s") @NotNull Duration keepAlive,
        @DefaultValue("3s") @NotNull Duration patience,
        @DefaultValue("true") boolean shareStreams,
        @DefaultValue("10s") @NotNull Duration shutdownGrace) {}
