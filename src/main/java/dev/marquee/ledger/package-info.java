/** Append-only double-entry books. Knows no business type. */
@ApplicationModule(
        displayName = "Ledger",
        allowedDependencies = {"shared", "platform"})
@NullMarked
package dev.marquee.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
