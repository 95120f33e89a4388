/** Proofs of the audit log. */
@NullMarked
package dev.marquee.platform.audit;

import org.jspecify.annotations.NullMarked;
