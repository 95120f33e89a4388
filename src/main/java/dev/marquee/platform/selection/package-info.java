/**
 * Selections that are compiled: what is asked for below a root field is read by one statement of nothing but the selected
 * columns, which PostgreSQL answers with one value, and is written without a data fetcher, a data loader or a promise for
 * each field. A page of twenty events with their ticket types was resolved from six hundred fields and two statements, that
 * of one event with everything from five, each of them with every column there is.
 *
 * <p>A module declares what can be compiled of its types ({@link Shape}, {@link Part}), and which root fields begin with
 * them ({@link CompiledField}). graphql-java collects the fields and the schema writes scalars and enums, so that an answer
 * is the same whether it is compiled or not; a selection with anything that is not declared is answered field by field.
 *
 * <p>Measured with nothing answered from memory, on two cores shared with PostgreSQL and the load: the server's time for an
 * answer of w1 from 2.7 to 0.82 ms, of w1b from 1.05 to 0.46 ms; w1 from 481 to 1,328 a second, w1b from 1,230 to 2,280.
 * {@code marquee.selection.compiled=false} switches it off.
 */
@NullMarked
package dev.marquee.platform.selection;

import org.jspecify.annotations.NullMarked;
