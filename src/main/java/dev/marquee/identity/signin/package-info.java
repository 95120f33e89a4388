/** From a bearer token to the caller: keys, rules of a token, HTTP and WebSocket sign-in. */
@NullMarked
package dev.marquee.identity.signin;

import org.jspecify.annotations.NullMarked;
