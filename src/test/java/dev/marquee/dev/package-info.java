/** The services that a run on one machine and the tests need, started from Maven artifacts. */
@NullMarked
package dev.marquee.dev;

import org.jspecify.annotations.NullMarked;
