/** The access directives: who may call which root field of the schema. */
@NullMarked
package dev.marquee.identity.access;

import org.jspecify.annotations.NullMarked;
