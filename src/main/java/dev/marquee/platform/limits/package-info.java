/** What a GraphQL operation may cost at most, checked before anything of it runs. */
@NullMarked
package dev.marquee.platform.limits;

import org.jspecify.annotations.NullMarked;
