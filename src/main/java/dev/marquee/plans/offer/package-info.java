/** The plans on offer: listed, compared, and edited by administrators. */
@NullMarked
package dev.marquee.plans.offer;

import org.jspecify.annotations.NullMarked;
