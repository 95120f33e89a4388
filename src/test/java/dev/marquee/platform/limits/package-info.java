/** Drives the limits. */
@NullMarked
package dev.marquee.platform.limits;

import org.jspecify.annotations.NullMarked;
