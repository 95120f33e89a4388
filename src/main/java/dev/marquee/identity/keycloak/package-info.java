/** Keycloak as this server administers it: roles, switching people off, ending their sessions. */
@NullMarked
package dev.marquee.identity.keycloak;

import org.jspecify.annotations.NullMarked;
