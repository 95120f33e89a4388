/** Looks at every setting before anything starts, and reports all wrong ones at once. */
@NullMarked
package dev.marquee.platform.startup;

import org.jspecify.annotations.NullMarked;
