/**
 * How tables and statements reach the database.
 *
 * <p>PostgreSQL keeps a prepared statement's plan unless one for the values at hand looks cheaper. It expects ten elements
 * of an array, so a plan for fewer always does, and {@code any(:ids)} is planned anew on each call. What runs often is
 * written {@code any((select :ids::uuid[])::uuid[])}, which hides the length; a moment is hidden likewise where it would
 * be weighed against statistics. See {@code choose_custom_plan} in PostgreSQL's {@code plancache.c}.
 */
@NullMarked
package dev.marquee.platform.database;

import org.jspecify.annotations.NullMarked;
