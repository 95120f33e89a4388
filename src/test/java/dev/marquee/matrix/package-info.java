/** Every field of the schema against everybody who may come. */
@NullMarked
package dev.marquee.matrix;

import org.jspecify.annotations.NullMarked;
