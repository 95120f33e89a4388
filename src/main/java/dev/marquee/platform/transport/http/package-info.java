/** GraphQL over HTTP: one answer, a batch of answers, or server-sent events. */
@NullMarked
package dev.marquee.platform.transport.http;

import org.jspecify.annotations.NullMarked;
