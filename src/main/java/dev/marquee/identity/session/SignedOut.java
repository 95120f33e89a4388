package dev.marquee.identity.session;

/**
 * Somebody signed out; payload of the outbox.
 *
 * @param session Keycloak's session, which is to end too
 */
record SignedOut(String session) {

    /** Topic of the outbox. */
    static final String TOPIC = "identity.signed-out";
}
