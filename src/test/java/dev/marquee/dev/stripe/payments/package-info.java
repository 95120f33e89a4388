/** The payment resources of the Stripe emulator: intents, methods, charges, refunds, balance. */
@NullMarked
package dev.marquee.dev.stripe.payments;

import org.jspecify.annotations.NullMarked;
