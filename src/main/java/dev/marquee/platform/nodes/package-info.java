/** Things that are found by their global id, whatever they are. */
@NullMarked
package dev.marquee.platform.nodes;

import org.jspecify.annotations.NullMarked;
