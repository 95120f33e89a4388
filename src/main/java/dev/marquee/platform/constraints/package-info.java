/** Checks the constraint directives on arguments and input fields, and says which field of an input is wrong. */
@NullMarked
package dev.marquee.platform.constraints;

import org.jspecify.annotations.NullMarked;
