package dev.marquee.platform.transport;

import dev.marquee.platform.errors.ErrorCode;
import graphql.execution.AbortExecutionException;
import graphql.language.OperationDefinition.Operation;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The operation needs another transport than the one it was sent over. */
final class OperationNotCarried extends AbortExecutionException {

    private final Operation kind;

    OperationNotCarried(Operation kind) {
        super(
                kind == Operation.SUBSCRIPTION
                        ? "A subscription needs a WebSocket or `Accept: text/event-stream`"
                        : "A mutation needs POST");
        this.kind = kind;
    }

    HttpStatus status() {
        return kind == Operation.SUBSCRIPTION ? HttpStatus.BAD_REQUEST : HttpStatus.METHOD_NOT_ALLOWED;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", ErrorCode.BAD_USER_INPUT.name());
    }
}
