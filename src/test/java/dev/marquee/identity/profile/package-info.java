@NullMarked
package dev.marquee.identity.profile;

import org.jspecify.annotations.NullMarked;
