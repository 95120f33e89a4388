package dev.marquee.onboarding;

import dev.marquee.shared.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * An administrator decided about a request for an event; payload of the outbox.
 *
 * @param title of the event that was asked for
 * @param reason why it was rejected; null when it was approved
 */
public record EventRequestDecided(
        PersonId requester, String title, @Nullable String reason) {

    /** Topic of the outbox for requests that were approved. */
    public static final String APPROVED = "onboarding.event-request-approved";

    /** Topic of the outbox for requests that were rejected. */
    public static final String REJECTED = "onboarding.event-request-rejected";
}
