package dev.marquee.ticketing;

/**
 * A public key that verifies QR codes without a connection.
 *
 * @param publicKey base64url of the 32 bytes of RFC 8032
 * @param active whether new tickets are signed with it
 */
record TicketKey(String id, String publicKey, boolean active) {}
