/**
 * A local emulator of the Stripe API, for tests, benchmarks and the local run.
 *
 * <p>Tests in the same process use {@link dev.marquee.dev.stripe.StripeEmulator#faults()} and
 * {@link dev.marquee.dev.stripe.StripeEmulator#webhooks()}; other processes the same switches over HTTP, for example
 *
 * <pre>
 * curl $STRIPE/_emulator/faults -d kind=drop -d after_effect=true -d path=/v1/payment_intents -d times=2
 * curl $STRIPE/_emulator/webhooks -d url=http://127.0.0.1:8080/webhooks/stripe -d copies=50 -d held=true
 * curl $STRIPE/_emulator/webhooks/release -d order=reversed
 * curl $STRIPE/_emulator/refunds/re_.../settle -d outcome=failed
 * curl "$STRIPE/_emulator/events/evt_.../signed?at=1700000000&amp;secret=whsec_wrong"
 * </pre>
 *
 * A buyer pays with the client secret, as a browser would:
 *
 * <pre>
 * curl -u pk_test_marquee: $STRIPE/v1/payment_intents/pi_.../confirm \
 *     -d payment_method=pm_card_visa -d client_secret=pi_..._secret_...
 * </pre>
 */
@NullMarked
package dev.marquee.dev.stripe;

import org.jspecify.annotations.NullMarked;
