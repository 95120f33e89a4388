/** Answers that are the same for everybody, kept in memory as long as nothing that they rest on has changed. */
@NullMarked
package dev.marquee.platform.answers;

import org.jspecify.annotations.NullMarked;
