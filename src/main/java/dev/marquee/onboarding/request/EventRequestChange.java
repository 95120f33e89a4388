package dev.marquee.onboarding.request;

import dev.marquee.onboarding.request.EventRequestResult.AlreadyDecided;

/** What the rules say to a change of a request: the request as it becomes, or why not. */
sealed interface EventRequestChange permits EventRequestChange.Allowed, AlreadyDecided {

    /** The request as it becomes. */
    record Allowed(EventRequest request) implements EventRequestChange {}
}
