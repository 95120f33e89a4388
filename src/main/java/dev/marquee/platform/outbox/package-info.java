/** The outbox: rows that a transaction leaves behind and a worker carries out. */
@NullMarked
package dev.marquee.platform.outbox;

import org.jspecify.annotations.NullMarked;
