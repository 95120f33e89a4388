/** The audit log: who did what, append-only. */
@NullMarked
package dev.marquee.platform.audit;

import org.jspecify.annotations.NullMarked;
