/** What goes wrong, as a client is told of it. */
@NullMarked
package dev.marquee.platform.errors;

import org.jspecify.annotations.NullMarked;
