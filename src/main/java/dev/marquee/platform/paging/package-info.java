/** Lists in pages, by the positions that cursors stand for. */
@NullMarked
package dev.marquee.platform.paging;

import org.jspecify.annotations.NullMarked;
