/** Marquee: a GraphQL API server with subscriptions for event ticketing. */
@NullMarked
package dev.marquee;

import org.jspecify.annotations.NullMarked;
