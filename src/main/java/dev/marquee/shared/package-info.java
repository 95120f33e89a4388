/** Value types that every module speaks: money and typed ids. */
@ApplicationModule(
        displayName = "Shared",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package dev.marquee.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
