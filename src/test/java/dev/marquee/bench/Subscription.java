package dev.marquee.bench;

import java.util.Map;

/**
 * What subscribers ask for.
 *
 * @param query the document
 * @param variables of the document
 * @param marker what stands in a message right before the revision
 */
record Subscription(String query, Map<String, Object> variables, String marker) {}
