/** Drives the transports over real connections. */
@NullMarked
package dev.marquee.platform.transport.http;

import org.jspecify.annotations.NullMarked;
