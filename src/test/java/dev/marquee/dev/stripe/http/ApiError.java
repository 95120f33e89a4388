package dev.marquee.dev.stripe.http;

import dev.marquee.dev.stripe.state.Json;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in Stripe's form: HTTP status and an {@code error} object with type, code, param and message. */
@SuppressWarnings("serial")
public final class ApiError extends RuntimeException {

    private final int status;
    private final ObjectNode error = Json.object();
    private boolean executed;

    private ApiError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        error.put("message", message);
        error.put("type", type);
    }

    public static ApiError of(int status, String type, String message) {
        return new ApiError(status, type, message);
    }

    /** A request that is wrong in itself: 400, {@code invalid_request_error}. */
    public static ApiError invalid(String message) {
        return new ApiError(400, "invalid_request_error", message);
    }

    public static ApiError invalid(String param, String code, String message) {
        return invalid(message).code(code).with("param", param);
    }

    /** 404 for an id that names nothing. */
    public static ApiError missing(String type, String id, String param) {
        return of(404, "invalid_request_error", "No such %s: '%s'".formatted(type, id))
                .code("resource_missing")
                .with("param", param);
    }

    /** 402 for a card that its issuer refused. */
    public static ApiError card(String message) {
        return of(402, "card_error", message).executed();
    }

    public ApiError code(String code) {
        with("code", code);
        String anchor = code.replace('_', '-').toLowerCase(Locale.ROOT);
        return with("doc_url", "https://stripe.com/docs/error-codes/" + anchor);
    }

    public ApiError with(String name, String value) {
        error.put(name, value);
        return this;
    }

    public ApiError with(String name, JsonNode value) {
        error.set(name, value);
        return this;
    }

    /** Leaves only the named fields of a nested object. */
    public ApiError retain(String name, Set<String> fields) {
        if (error.get(name) instanceof ObjectNode nested) {
            error.set(name, nested.deepCopy().retain(fields));
        }
        return this;
    }

    /** Marks a refusal that came after the endpoint began to work, which an idempotency key therefore remembers. */
    public ApiError executed() {
        executed = true;
        return this;
    }

    public boolean isExecuted() {
        return executed;
    }

    public Answer answer() {
        ObjectNode body = Json.object();
        body.set("error", error.deepCopy());
        return new Answer(status, body);
    }
}
