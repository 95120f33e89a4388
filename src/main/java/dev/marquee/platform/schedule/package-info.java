/** Work that comes up again and again. */
@NullMarked
package dev.marquee.platform.schedule;

import org.jspecify.annotations.NullMarked;
