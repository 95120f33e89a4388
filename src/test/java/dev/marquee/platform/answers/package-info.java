@NullMarked
package dev.marquee.platform.answers;

import org.jspecify.annotations.NullMarked;
