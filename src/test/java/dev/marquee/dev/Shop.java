package dev.marquee.dev;

import dev.marquee.dev.stripe.StripeEmulator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What organizers and buyers do through the API, for tests that are about something else. */
public final class Shop {

    private Shop() {}

    /** An event with one ticket type. */
    public record Offer(String eventId, String slug, String ticketTypeId) {}

    /** An order just placed; the secret is empty when it is free. */
    public record Placed(String orderId, String status, String clientSecret) {}

    /** Creates and publishes an event that starts in 30 days, with one ticket type on sale. */
    public static Offer publish(GraphQlTester organizer, long price, int quantity) {
        Instant start = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        GraphQlTester.Response created = organizer
                .document("""
                        mutation($title: String!, $start: DateTime!, $end: DateTime!, $capacity: Int!) {
                          createEvent(input: {
                            title: $title, description: "A night out.", category: "music", timeZone: "Europe/Berlin",
                            venue: {name: "Columbiahalle", street: "Columbiadamm 13", city: "Berlin", country: "DE",
                                    latitude: 52.4846, longitude: 13.3925},
                            startsAt: $start, endsAt: $end, capacity: $capacity, currency: "EUR"}) {
                            ... on CreateEventSuccess { event { id slug } }
                          }
                        }""")
                .variable("title", "Night " + UUID.randomUUID())
                .variable("start", start.toString())
                .variable("end", start.plus(Duration.ofHours(4)).toString())
                .variable("capacity", quantity)
                .execute();
        String event = text(created, "createEvent.event.id");
        String type = text(
                organizer
                        .document("""
                                mutation($event: ID!, $price: Long!, $quantity: Int!) {
                                  createTicketType(input: {
                                    eventId: $event, name: "Standing", price: $price, quantity: $quantity}) {
                                    ... on CreateTicketTypeSuccess { ticketType { id } }
                                  }
                                }""")
                        .variable("event", event)
                        .variable("price", price)
                        .variable("quantity", quantity)
                        .execute(),
                "createTicketType.ticketType.id");
        organizer
                .document("""
                        mutation($event: ID!) {
                          publishEvent(input: {eventId: $event}) {
                            ... on PublishEventSuccess { event { status } }
                          }
                        }""")
                .variable("event", event)
                .execute()
                .path("publishEvent.event.status")
                .entity(String.class)
                .isEqualTo("PUBLISHED");
        return new Offer(event, text(created, "createEvent.event.slug"), type);
    }

    /** Buys tickets of an offer. */
    public static Placed order(GraphQlTester buyer, Offer offer, int quantity) {
        GraphQlTester.Response placed = buyer.document("""
                        mutation($event: ID!, $type: ID!, $quantity: Int!, $key: String!) {
                          placeOrder(input: {
                            eventId: $event, lines: [{ticketTypeId: $type, quantity: $quantity}], idempotencyKey: $key}) {
                            ... on PlaceOrderSuccess { order { id status payment { clientSecret } } }
                            ... on Refusal { code message }
                          }
                        }""")
                .variable("event", offer.eventId())
                .variable("type", offer.ticketTypeId())
                .variable("quantity", quantity)
                .variable("key", UUID.randomUUID().toString())
                .execute();
        OrderView order =
                placed.path("placeOrder.order").entity(OrderView.class).get();
        String secret = order.payment() == null ? null : order.payment().clientSecret();
        return new Placed(order.id(), order.status(), secret == null ? "" : secret);
    }

    private record OrderView(
            String id, String status, @Nullable PaymentView payment) {}

    private record PaymentView(@Nullable String clientSecret) {}

    /** Pays as a browser does: the client secret, the publishable key and a card. */
    public static int pay(StripeEmulator stripe, Placed order, String card) {
        String intent = order.clientSecret().substring(0, order.clientSecret().indexOf("_secret_"));
        String form = "payment_method=" + card + "&client_secret="
                + URLEncoder.encode(order.clientSecret(), StandardCharsets.UTF_8);
        String key =
                Base64.getEncoder().encodeToString((stripe.publishableKey() + ":").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stripe.url() + "/v1/payment_intents/" + intent + "/confirm"))
                .header("Authorization", "Basic " + key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(GraphQlTester.Response response, String path) {
        return response.path(path).entity(String.class).get();
    }
}
