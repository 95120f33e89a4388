/** Plans, their features and limits, and the features of each event: whether something is allowed here. */
@ApplicationModule(
        displayName = "Plans",
        allowedDependencies = {"shared", "platform", "identity"})
@NullMarked
package dev.marquee.plans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
