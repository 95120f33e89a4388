@NullMarked
package dev.marquee.identity.access;

import org.jspecify.annotations.NullMarked;
