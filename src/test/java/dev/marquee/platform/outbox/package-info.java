/** Proofs of the outbox. */
@NullMarked
package dev.marquee.platform.outbox;

import org.jspecify.annotations.NullMarked;
