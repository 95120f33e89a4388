/** What is known of a person, to be handed over and erased. */
@NullMarked
package dev.marquee.platform.personal;

import org.jspecify.annotations.NullMarked;
