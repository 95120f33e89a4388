package dev.marquee.identity.privacy;

import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Buys tickets for guests, and looks up what is kept of them. */
final class GuestDesk {

    private final Api api;

    GuestDesk(Api api) {
        this.api = api;
    }

    /** Two tickets, for the person with this address and for somebody else. */
    String bought(String buyer, Shop.Offer offer, String address) {
        return api.as(buyer)
                .document("""
                        mutation($input: PlaceOrderInput!) { placeOrder(input: $input) {
                          ... on PlaceOrderSuccess { order { id } } } }""")
                .variable(
                        "input",
                        Map.of(
                                "eventId",
                                offer.eventId(),
                                "lines",
                                List.of(Map.of("ticketTypeId", offer.ticketTypeId(), "quantity", 2)),
                                "attendees",
                                Stream.of(address, "guest@marquee.test")
                                        .map(email -> Map.of(
                                                "ticketTypeId",
                                                offer.ticketTypeId(),
                                                "name",
                                                "Guest of " + email,
                                                "email",
                                                email))
                                        .toList(),
                                "idempotencyKey",
                                UUID.randomUUID().toString()))
                .execute()
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    List<String> attendees(String order) {
        return api.as(TestTokens.admin().signed())
                .document("query($id: ID!) { order(id: $id) { tickets { attendee { name } } } }")
                .variable("id", order)
                .execute()
                .path("order.tickets[*].attendee.name")
                .entityList(String.class)
                .get();
    }
}
