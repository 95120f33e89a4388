/** Orders from the hold to the paid ticket. */
@ApplicationModule(
        displayName = "Ordering",
        allowedDependencies = {"shared", "platform", "identity", "plans", "catalog", "inventory"})
@NullMarked
package dev.marquee.ordering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
