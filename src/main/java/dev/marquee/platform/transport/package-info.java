/** How a GraphQL request becomes one answer or a stream of answers, whatever carried it here. */
@NullMarked
package dev.marquee.platform.transport;

import org.jspecify.annotations.NullMarked;
