/** The live bus over Redis and the streams of subscriptions that it feeds. */
@NullMarked
package dev.marquee.platform.live;

import org.jspecify.annotations.NullMarked;
