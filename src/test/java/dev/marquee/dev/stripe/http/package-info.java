/** The emulator's side of HTTP: parameters, keys, errors, idempotency, faults and lists. */
@NullMarked
package dev.marquee.dev.stripe.http;

import org.jspecify.annotations.NullMarked;
