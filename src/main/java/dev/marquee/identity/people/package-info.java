/** People as administrators see them: roles, suspension, and Keycloak following. */
@NullMarked
package dev.marquee.identity.people;

import org.jspecify.annotations.NullMarked;
