package dev.marquee.platform.playground;

import java.net.URI;
import java.util.List;

/**
 * What the page has to know from the server.
 *
 * @param issuer the OpenID Connect issuer
 * @param clientId the public client to sign in with
 * @param examples ready documents, in the order of the flow
 */
record PlaygroundConfig(URI issuer, String clientId, List<Example> examples) {}
