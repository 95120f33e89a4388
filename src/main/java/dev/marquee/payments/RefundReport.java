package dev.marquee.payments;

import dev.marquee.shared.RefundId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of a refund.
 *
 * @param stripeId Stripe's id of it, null when Stripe refused to make it
 * @param refundId the refund in its metadata, null when it was made by hand
 * @param failureReason why it failed, null unless it did
 */
record RefundReport(
        @Nullable String stripeId,
        @Nullable RefundId refundId,
        RefundStatus status,
        @Nullable String failureReason) {

    /** Key of the refund's id in a Stripe refund's metadata. */
    static final String REFUND = "refund_id";

    /** Reads an answer of the API. */
    static RefundReport of(com.stripe.model.Refund refund) {
        Map<String, String> metadata = refund.getMetadata();
        return of(
                refund.getId(),
                metadata == null ? null : metadata.get(REFUND),
                refund.getStatus(),
                refund.getFailureReason());
    }

    /** Reads the object of an event; {@link IllegalArgumentException} when it has no id. */
    static RefundReport of(JsonNode refund) {
        String id = text(refund.path("id"));
        if (id == null) {
            throw new IllegalArgumentException("a refund without id");
        }
        return of(
                id,
                text(refund.path("metadata").path(REFUND)),
                text(refund.path("status")),
                text(refund.path("failure_reason")));
    }

    /** Stripe does not make this refund, however often it is asked. */
    static RefundReport refused(String code) {
        return new RefundReport(null, null, RefundStatus.FAILED, code);
    }

    boolean hasFailed() {
        return status == RefundStatus.FAILED;
    }

    private static RefundReport of(
            String id, @Nullable String refundId, @Nullable String status, @Nullable String failureReason) {
        RefundStatus known = status(status);
        return new RefundReport(
                id, refundId(refundId), known, known == RefundStatus.FAILED ? why(status, failureReason) : null);
    }

    /** A state that says neither yes nor no, e.g. {@code requires_action}, is waited for. */
    private static RefundStatus status(@Nullable String status) {
        return switch (status) {
            case "succeeded" -> RefundStatus.SUCCEEDED;
            case "failed", "canceled" -> RefundStatus.FAILED;
            case null, default -> RefundStatus.PENDING;
        };
    }

    private static String why(@Nullable String status, @Nullable String failureReason) {
        if (failureReason != null) {
            return failureReason;
        }
        return "canceled".equals(status) ? "canceled" : "unknown";
    }

    private static @Nullable RefundId refundId(@Nullable String id) {
        try {
            return id == null ? null : RefundId.of(id);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
