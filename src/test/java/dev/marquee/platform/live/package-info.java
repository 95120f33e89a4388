/** Proofs of the live bus. */
@NullMarked
package dev.marquee.platform.live;

import org.jspecify.annotations.NullMarked;
