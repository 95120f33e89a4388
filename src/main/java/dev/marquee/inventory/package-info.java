/** Ticket types, capacity, holds and availability. Never oversells. */
@ApplicationModule(
        displayName = "Inventory",
        allowedDependencies = {"shared", "platform", "identity", "plans", "catalog"})
@NullMarked
package dev.marquee.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
