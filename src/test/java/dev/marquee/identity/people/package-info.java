/** Proofs of what administrators do with people. */
@NullMarked
package dev.marquee.identity.people;

import org.jspecify.annotations.NullMarked;
