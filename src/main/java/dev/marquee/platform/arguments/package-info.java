/** How the arguments of fields become what methods take. */
@NullMarked
package dev.marquee.platform.arguments;

import org.jspecify.annotations.NullMarked;
