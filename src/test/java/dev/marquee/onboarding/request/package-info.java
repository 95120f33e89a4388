/** Drives requests for events. */
@NullMarked
package dev.marquee.onboarding.request;

import org.jspecify.annotations.NullMarked;
