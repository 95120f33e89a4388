/** Drives the transports over real connections. */
@NullMarked
package dev.marquee.platform.transport;

import org.jspecify.annotations.NullMarked;
