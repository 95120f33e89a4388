/** How people come aboard: requests for events and their review, and the teams of events. */
@ApplicationModule(
        displayName = "Onboarding",
        allowedDependencies = {"shared", "platform", "identity", "plans", "catalog"})
@NullMarked
package dev.marquee.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
