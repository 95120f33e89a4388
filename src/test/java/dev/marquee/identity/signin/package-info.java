@NullMarked
package dev.marquee.identity.signin;

import org.jspecify.annotations.NullMarked;
