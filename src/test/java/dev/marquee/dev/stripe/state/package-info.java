/** What the Stripe emulator remembers: JSON objects by type and id, and their snapshot on disk. */
@NullMarked
package dev.marquee.dev.stripe.state;

import org.jspecify.annotations.NullMarked;
