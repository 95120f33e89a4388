/** Stripe: PaymentIntents, webhooks and refunds. */
@ApplicationModule(
        displayName = "Payments",
        allowedDependencies = {"shared", "platform", "identity", "catalog", "ordering", "ledger"})
@NullMarked
package dev.marquee.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
