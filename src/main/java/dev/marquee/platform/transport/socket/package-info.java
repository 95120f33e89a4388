/** GraphQL over WebSocket, sub-protocol {@code graphql-transport-ws}. */
@NullMarked
package dev.marquee.platform.transport.socket;

import org.jspecify.annotations.NullMarked;
