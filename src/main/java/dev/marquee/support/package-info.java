/** What people complain of: reports of events, and what administrators decide. */
@ApplicationModule(
        displayName = "Support",
        allowedDependencies = {"shared", "platform", "identity", "catalog"})
@NullMarked
package dev.marquee.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
