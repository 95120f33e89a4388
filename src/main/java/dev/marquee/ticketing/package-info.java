/** Issues, signs, renders and revokes tickets. */
@ApplicationModule(
        displayName = "Ticketing",
        allowedDependencies = {"shared", "platform", "identity", "catalog", "inventory", "ordering"})
@NullMarked
package dev.marquee.ticketing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
