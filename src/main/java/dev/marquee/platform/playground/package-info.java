/** The page at `/`: a GraphQL playground with sign-in, examples of the whole flow and live subscriptions. */
@NullMarked
package dev.marquee.platform.playground;

import org.jspecify.annotations.NullMarked;
