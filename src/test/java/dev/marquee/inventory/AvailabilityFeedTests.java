package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What moves {@code ticketAvailability} besides sales, where nothing is ever read without a signal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvailabilityFeedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningMarquee marquee =
            RunningMarquee.start(TestServices.freshDatabase(), Map.of("marquee.live.recheck", "1h"));
    private final Api api = marquee.api();
    private final EventDesk desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    private final WebSocketGraphQlTester socket =
            api.webSocket(TestTokens.user().signed());

    private record Update(long revision, List<OfType> ticketTypes) {

        boolean tells(TicketTypeStatus status) {
            return ticketTypes.stream().allMatch(type -> type.status() == status);
        }
    }

    private record OfType(TicketTypeStatus status) {}

    @AfterAll
    void stop() {
        socket.stop().block();
        marquee.close();
    }

    @Test
    void tellsThatNewTimesMovedTheSalesWindow() {
        String event = desk.published("Late show");
        marquee.bean(DatabaseClient.class)
                .sql("update event set starts_at = now() - interval '1 hour' where id = :id")
                .bind("id", EventId.of(event).value())
                .then()
                .block();
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).plusDays(40);
        AtomicLong revision = new AtomicLong();

        StepVerifier.create(watch(event))
                .assertNext(update -> {
                    assertThat(update.tells(TicketTypeStatus.ENDED)).isTrue();
                    revision.set(update.revision());
                })
                .then(() -> desk.succeed(
                        "update",
                        Map.of(
                                "eventId",
                                event,
                                "startsAt",
                                start.toString(),
                                "endsAt",
                                start.plusHours(2).toString())))
                .assertNext(update -> {
                    assertThat(update.tells(TicketTypeStatus.ON_SALE)).isTrue();
                    assertThat(update.revision()).isGreaterThan(revision.getAndSet(update.revision()));
                })
                .then(() -> desk.succeed(
                        "update",
                        Map.of("eventId", event, "endsAt", start.plusHours(3).toString())))
                .assertNext(update -> assertThat(update.revision()).isGreaterThan(revision.get()))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void endsAsSoonAsTheEventIsTakenOff() {
        String event = desk.published("Too early");

        StepVerifier.create(watch(event))
                .expectNextCount(1)
                .then(() -> desk.succeed("unpublish", Map.of("eventId", event)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void endsAsSoonAsTheEventIsCancelled() {
        String event = desk.published("Rained off");

        StepVerifier.create(watch(event))
                .expectNextCount(1)
                .then(() -> desk.succeed("cancel", Map.of("eventId", event, "reason", "Storm")))
                .expectComplete()
                .verify(PATIENCE);
    }

    /** Both ask the same, so one stream serves them. */
    @Test
    void goesOnForOthersWhenTheFirstWatcherLeaves() {
        String event = desk.published("Early leavers");
        WebSocketGraphQlTester first = api.webSocket(TestTokens.user().signed());
        StepVerifier.create(watch(first, event))
                .expectNextCount(1)
                .then(() -> StepVerifier.create(watch(socket, event))
                        .expectNextCount(1)
                        .then(() -> first.stop().block(PATIENCE))
                        .then(() -> desk.ticketType(event, 500, 7))
                        .assertNext(update -> assertThat(update.ticketTypes()).hasSize(2))
                        .thenCancel()
                        .verify(PATIENCE))
                .thenCancel()
                .verify(PATIENCE);
    }

    private Flux<Update> watch(String event) {
        return watch(socket, event);
    }

    private static Flux<Update> watch(WebSocketGraphQlTester socket, String event) {
        return socket.document("""
                        subscription ($id: ID!) { ticketAvailability(eventId: $id) { revision ticketTypes { status } } }
                        """)
                .variable("id", event)
                .executeSubscription()
                .toFlux("ticketAvailability", Update.class);
    }
}
