/** What every module stands on: errors, paging, transactions, idempotency, outbox, live bus, limits and transport. */
@ApplicationModule(
        displayName = "Platform",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"shared"})
@NullMarked
package dev.marquee.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
