/** Requests for events: made by anybody who is signed in, decided by administrators. */
@NullMarked
package dev.marquee.onboarding.request;

import org.jspecify.annotations.NullMarked;
