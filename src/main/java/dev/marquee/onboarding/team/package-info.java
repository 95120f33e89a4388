/** The teams of events: invitations, roles, ownership. */
@NullMarked
package dev.marquee.onboarding.team;

import org.jspecify.annotations.NullMarked;
