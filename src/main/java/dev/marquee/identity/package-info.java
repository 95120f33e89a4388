/** Who is calling: the signed-in person, roles, profiles and event teams. */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"shared", "platform"})
@NullMarked
package dev.marquee.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
