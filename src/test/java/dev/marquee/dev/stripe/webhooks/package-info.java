/** Events of the Stripe emulator and their signed delivery. */
@NullMarked
package dev.marquee.dev.stripe.webhooks;

import org.jspecify.annotations.NullMarked;
