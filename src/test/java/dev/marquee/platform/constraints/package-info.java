/** Drives the checks of inputs. */
@NullMarked
package dev.marquee.platform.constraints;

import org.jspecify.annotations.NullMarked;
