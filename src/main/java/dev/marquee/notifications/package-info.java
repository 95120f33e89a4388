/** E-mail about what happened, through the outbox. Nobody imports it. */
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {
            "shared",
            "platform",
            "identity",
            "catalog",
            "inventory",
            "ordering",
            "ticketing",
            "onboarding"
        })
@NullMarked
package dev.marquee.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
