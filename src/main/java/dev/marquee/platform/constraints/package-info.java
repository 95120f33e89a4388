/** Checks the constraint directives on arguments and input fields: {@code @Size}, {@code @Range} and so on. */
@NullMarked
package dev.marquee.platform.constraints;

import org.jspecify.annotations.NullMarked;
