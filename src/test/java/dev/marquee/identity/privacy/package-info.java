/** Proofs of what people may ask of their data. */
@NullMarked
package dev.marquee.identity.privacy;

import org.jspecify.annotations.NullMarked;
