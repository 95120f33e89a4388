/** What people may ask of those who keep their data: to see it, and to be forgotten. */
@NullMarked
package dev.marquee.identity.privacy;

import org.jspecify.annotations.NullMarked;
