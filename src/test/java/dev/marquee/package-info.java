/** Proofs of the application as a whole. */
@NullMarked
package dev.marquee;

import org.jspecify.annotations.NullMarked;
