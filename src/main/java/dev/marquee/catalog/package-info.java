/** Events: drafting, publishing, search and discovery. */
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"shared", "platform", "identity", "plans"})
@NullMarked
package dev.marquee.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
