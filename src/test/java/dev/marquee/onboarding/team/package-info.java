/** Drives the teams of events. */
@NullMarked
package dev.marquee.onboarding.team;

import org.jspecify.annotations.NullMarked;
