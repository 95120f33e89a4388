/** The benchmark that {@code bench/run.sh} starts: the packaged server under load, beside what PostgreSQL alone can do. */
@NullMarked
package dev.marquee.bench;

import org.jspecify.annotations.NullMarked;
