/** Counts views and check-ins. Nobody imports it. */
@ApplicationModule(
        displayName = "Analytics",
        allowedDependencies = {"shared", "platform", "catalog", "checkin"})
@NullMarked
package dev.marquee.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
