/** Work that is asked for at the same time and done together. */
@NullMarked
package dev.marquee.platform.lanes;

import org.jspecify.annotations.NullMarked;
