/** How a sign-in lives outside of the token: in a browser's cookie, and until it is ended. */
@NullMarked
package dev.marquee.identity.session;

import org.jspecify.annotations.NullMarked;
