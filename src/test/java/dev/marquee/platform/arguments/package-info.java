@NullMarked
package dev.marquee.platform.arguments;

import org.jspecify.annotations.NullMarked;
