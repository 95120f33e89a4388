package dev.marquee.platform.limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Every bound on what one caller may ask of the API at once.
 *
 * @param depth levels of nested selections in an operation
 * @param introspectionDepth levels of nested selections below {@code __schema} and {@code __type}
 * @param cost sum of the weights of all selected fields, times the page sizes they stand under
 * @param fields selected fields, with every fragment spread out
 * @param rootFields fields selected directly in an operation
 * @param aliases aliased fields, with every fragment spread out
 * @param directives directives in an operation, with every fragment spread out
 * @param characters characters of a document
 * @param tokens tokens of a document, without white space
 * @param whitespaceTokens white space tokens of a document
 * @param listSize elements of one list in the variables or the document
 * @param stringLength characters of one string in the variables or the document
 * @param body size of a request body, and of one WebSocket message
 * @param batch operations in one HTTP request; 0 refuses batches
 * @param executionTime time until an operation has answered
 * @param introspection whether {@code __schema} and {@code __type} may be asked
 * @param cachedDocuments parsed and validated documents of common length that are kept
 * @param subscriptionsPerSocket operations that run on one WebSocket at the same time
 * @param connections WebSockets and event streams that this instance serves at the same time
 * @param connectionsPerAddress how many of them may come from one IPv4 address, or from one IPv6 network of 64 bits
 */
@Validated
@ConfigurationProperties("marquee.limits")
public record LimitSettings(
        @DefaultValue("12") @Min(1) int depth,
        @DefaultValue("20") @Min(1) int introspectionDepth,
        @DefaultValue("10000") @Min(1) long cost,
        @DefaultValue("1000") @Min(1) long fields,
        @DefaultValue("20") @Min(1) int rootFields,
        @DefaultValue("30") @Min(0) int aliases,
        @DefaultValue("50") @Min(0) int directives,
        @DefaultValue("50000") @Min(100) int characters,
        @DefaultValue("5000") @Min(10) int tokens,
        @DefaultValue("50000") @Min(10) int whitespaceTokens,
        @DefaultValue("1000") @Min(1) int listSize,
        @DefaultValue("20000") @Min(1) int stringLength,
        @DefaultValue("256KB") @NotNull DataSize body,
        @DefaultValue("10") @Min(0) @Max(100) int batch,
        @DefaultValue("20s") @NotNull Duration executionTime,
        @DefaultValue("true") boolean introspection,
        @DefaultValue("1000") @Min(0) int cachedDocuments,
        @DefaultValue("50") @Min(1) int subscriptionsPerSocket,
        @DefaultValue("10000") @Min(1) int connections,
        @DefaultValue("500") @Min(1) int connectionsPerAddress) {

    /** The largest body in bytes. */
    public int bodyBytes() {
        return Math.toIntExact(body.toBytes());
    }
}
