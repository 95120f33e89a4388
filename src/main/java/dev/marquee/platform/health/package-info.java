/** What probes are told of this instance. */
@NullMarked
package dev.marquee.platform.health;

import org.jspecify.annotations.NullMarked;
