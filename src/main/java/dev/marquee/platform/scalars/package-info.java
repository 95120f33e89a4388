/** Values of the schema that are written in a form of their own. */
@NullMarked
package dev.marquee.platform.scalars;

import org.jspecify.annotations.NullMarked;
