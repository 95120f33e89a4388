/** The threads that requests and the answers of the database are handled on. */
@NullMarked
package dev.marquee.platform.threads;

import org.jspecify.annotations.NullMarked;
