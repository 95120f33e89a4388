package dev.marquee.onboarding.request;

import dev.marquee.identity.Caller;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests for events in the API. */
@Controller
class EventRequestController {

    private final EventRequests requests;
    private final EventRequestReads reads;
    private final EventRequestFeed feed;

    EventRequestController(EventRequests requests, EventRequestReads reads, EventRequestFeed feed) {
        this.requests = requests;
        this.reads = reads;
        this.feed = feed;
    }

    @QueryMapping
    Mono<Page<EventRequest>> myEventRequests(
            @Argument @Nullable Integer first, @Argument @Nullable String after, Caller caller) {
        return reads.of(caller, PageRequest.forward(first, after));
    }

    @QueryMapping
    Mono<Page<EventRequest>> eventRequests(
            @Argument @Nullable EventRequestStatus status,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        return reads.queue(status, PageRequest.forward(first, after));
    }

    @QueryMapping
    Mono<EventRequest> eventRequest(@Argument EventRequestId id) {
        return reads.byId(id);
    }

    @MutationMapping
    Mono<Object> requestEvent(@Argument EventRequestInput.Request input, Caller caller) {
        return requests.request(input, caller);
    }

    @MutationMapping
    Mono<Object> withdrawEventRequest(@Argument EventRequestInput.Withdraw input, Caller caller) {
        return requests.withdraw(input.requestId(), caller);
    }

    @MutationMapping
    Mono<Object> approveEventRequest(@Argument EventRequestInput.Approve input, Caller caller) {
        return requests.approve(input, caller);
    }

    @MutationMapping
    Mono<Object> rejectEventRequest(@Argument EventRequestInput.Reject input, Caller caller) {
        return requests.reject(input, caller);
    }

    @SubscriptionMapping
    Flux<EventRequestFeed.Update> eventRequestUpdates(Caller caller) {
        return feed.follow(caller);
    }
}
