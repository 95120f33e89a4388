/** Calls that may be repeated and are made once. */
@NullMarked
package dev.marquee.platform.idempotency;

import org.jspecify.annotations.NullMarked;
