/** Scanning tickets at the door, once each. */
@ApplicationModule(
        displayName = "Check-in",
        allowedDependencies = {"shared", "platform", "identity", "catalog", "inventory", "ticketing"})
@NullMarked
package dev.marquee.checkin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
