/** Data loaders of requests. */
@NullMarked
package dev.marquee.platform.loading;

import org.jspecify.annotations.NullMarked;
