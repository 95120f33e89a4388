@NullMarked
package dev.marquee.identity.session;

import org.jspecify.annotations.NullMarked;
