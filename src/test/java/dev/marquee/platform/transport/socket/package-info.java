/** Drives the transports over real connections. */
@NullMarked
package dev.marquee.platform.transport.socket;

import org.jspecify.annotations.NullMarked;
